package io.atrium.kit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's own note of the process that serves a data folder. */
final class PostmasterPid {

    private PostmasterPid() {}

    /** The live server of the folder; empty when there is none, also when its number went to another program. */
    static Optional<ProcessHandle> server(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .command()
                            .map(c -> c.contains("postgres"))
                            .orElse(true));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void removeStale(Path data) {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file) && server(data).isEmpty()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new EmbeddedException("The stale " + file + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
