package io.atrium.kit.log;

import io.atrium.kit.wire.Printable;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes a log record as one line, followed only by its stack trace. Line breaks, escape sequences, C1 controls and
 * invisible formatting characters in messages, also of exceptions, are escaped (CWE-117). The filter is named in
 * {@code quarkus.log.console.filter}, so it applies to every line of a service.
 */
@LoggingFilter(name = PrintableLog.NAME)
public final class PrintableLog implements Filter {

    static final String NAME = "printable";

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord ext) {
            StartFailure.reason(record).ifPresent(reason -> {
                ext.setMessage("The service does not start: " + reason, ExtLogRecord.FormatStyle.NO_FORMAT);
                ext.setThrown(null);
            });
            String message = ext.getFormattedMessage();
            if (message != null) {
                String printable = Printable.line(message);
                if (!printable.equals(message)) {
                    ext.setMessage(printable, ExtLogRecord.FormatStyle.NO_FORMAT);
                }
            }
        }
        Throwable thrown = record.getThrown();
        if (thrown != null && PrintableThrowable.isNeededFor(thrown)) {
            record.setThrown(PrintableThrowable.of(thrown));
        }
        return true;
    }
}
