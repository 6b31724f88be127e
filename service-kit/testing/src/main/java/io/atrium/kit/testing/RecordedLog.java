package io.atrium.kit.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every record that the service under test logs at a level or above, from its opening until it is closed. */
public final class RecordedLog implements AutoCloseable {

    private static final int MOST = 10_000;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Handler handler;

    private RecordedLog(Level level) {
        SimpleFormatter formatter = new SimpleFormatter();
        this.handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() >= level.intValue() && lines.size() < MOST) {
                    lines.add(record.getLevel() + " [" + record.getLoggerName() + "] "
                            + formatter.formatMessage(record)
                            + (record.getThrown() == null ? "" : " " + record.getThrown()));
                }
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        root.addHandler(handler);
    }

    /** Records warnings and errors. */
    public static RecordedLog ofWarnings() {
        return new RecordedLog(Level.WARNING);
    }

    /** Records everything that is logged. */
    public static RecordedLog ofEverything() {
        return new RecordedLog(Level.ALL);
    }

    /** The records so far: level, logger, message and what was thrown. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
    }
}
