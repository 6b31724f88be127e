package io.atrium.kit.log;

import io.atrium.kit.wire.Printable;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One record is one line, and only its stack trace more: line breaks, escape sequences, C1 controls and invisible
 * formatting in a message or in an exception's message are written as escapes, whoever brought them (CWE-117). Named in
 * {@code quarkus.log.console.filter}, so it stands before every line that a service writes.
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
