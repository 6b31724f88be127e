package io.atrium.local.process;

import io.atrium.kit.wire.Printable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads what is appended to log files, also across their rotation; its lines are safe to show on a terminal. */
public final class LogFollower {

    private static final int MOST_BYTES = 256 * 1024;

    private final Consumer<String> lines;
    private final List<Followed> files = new ArrayList<>();

    public LogFollower(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Follows a file from its present end; it need not exist yet. */
    public void add(String prefix, Path log) throws IOException {
        files.add(new Followed(prefix, log, Files.exists(log) ? Files.size(log) : 0));
    }

    /** Hands on the whole lines that have come since the last call. */
    public void poll() throws IOException {
        for (Followed file : files) {
            file.read();
        }
    }

    private final class Followed {

        private final String prefix;
        private final Path log;
        private long position;

        private Followed(String prefix, Path log, long position) {
            this.prefix = prefix;
            this.log = log;
            this.position = position;
        }

        private void read() throws IOException {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size < position) {
                position = 0;
            }
            if (size == position) {
                return;
            }
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                byte[] bytes = new byte[(int) Math.min(size - position, MOST_BYTES)];
                file.seek(position);
                int count = file.read(bytes);
                hand(bytes, count);
            }
        }

        private void hand(byte[] bytes, int count) {
            int end = count;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end == 0) {
                // Half a line stays for the next time, unless it is longer than what is read at once.
                end = count == MOST_BYTES ? count : 0;
            }
            new String(bytes, 0, Math.max(end, 0), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> lines.accept(prefix + Printable.line(line)));
            position += Math.max(end, 0);
        }
    }
}
