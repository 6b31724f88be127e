package io.atrium.kit.testing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Collects what is logged at ERROR and above while it is open. */
public final class ErrorLog extends Handler implements AutoCloseable {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ErrorLog() {}

    public static ErrorLog watch() {
        ErrorLog log = new ErrorLog();
        Logger.getLogger("").addHandler(log);
        return log;
    }

    /** Logger, message and failure of each. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.SEVERE.intValue() && !isEchoOfAnOutage(record.getThrown())) {
            lines.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
        }
    }

    /**
     * Vert.x' pool fails a second time, 30 s after {@code Pool.query} could not have a connection. Quarkus' readiness
     * probe asks that way, so the outage of an earlier test is told of in the middle of another.
     */
    private static boolean isEchoOfAnOutage(@Nullable Throwable thrown) {
        return thrown instanceof IllegalStateException
                && Arrays.stream(thrown.getStackTrace())
                        .limit(3)
                        .anyMatch(frame -> frame.getClassName().equals(POOL));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
