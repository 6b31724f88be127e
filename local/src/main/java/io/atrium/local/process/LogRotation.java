package io.atrium.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Keeps the last run's log beside the new one, as {@code <log>.1}. */
public final class LogRotation {

    private LogRotation() {}

    /** Copies and empties a log, which may be open for appending. */
    public static void rotate(Path log) throws IOException {
        if (Files.exists(log)) {
            Path last = log.resolveSibling(log.getFileName() + ".1");
            Files.copy(log, last, StandardCopyOption.REPLACE_EXISTING);
            Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }
}
