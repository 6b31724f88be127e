package io.atrium.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that names a process for a later program: its pid and when it started, so that another process which got
 * the same pid since is never taken for it. The content is {@code <pid> <start, epoch milliseconds>}.
 */
public record PidFile(Path path) {

    /** The system derives start times from its uptime; two readings may differ by its clock's corrections. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public void write(ProcessHandle process) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, process.pid() + " " + startOf(process).toEpochMilli() + "\n");
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process of this file, empty when there is no file or that process has ended. */
    public Optional<ProcessHandle> process() throws IOException {
        try {
            String[] fields = Files.readString(path).strip().split(" ", -1);
            if (fields.length != 2) {
                return Optional.empty();
            }
            Instant start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
            return ProcessHandle.of(Long.parseLong(fields[0]))
                    .filter(Liveness::isAlive)
                    .filter(process -> isSame(start, startOf(process)));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static boolean isSame(Instant recorded, Instant actual) {
        return Duration.between(recorded, actual).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
