package io.atrium.kit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tests' PostgreSQL standing still: none of its processes runs, all of its connections are open, and nobody is
 * answered. It goes on when this is closed.
 */
public final class StoppedDatabase implements AutoCloseable {

    private final List<Long> processes;

    private StoppedDatabase(List<Long> processes) {
        this.processes = processes;
    }

    /** Stops it; the postmaster first, so that no new process is missed. */
    public static StoppedDatabase stop(TestDatabase database) {
        ProcessHandle postmaster = postmaster(database);
        signal("STOP", List.of(postmaster.pid()));
        List<Long> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(ProcessHandle::pid)
                .toList();
        StoppedDatabase stopped = new StoppedDatabase(all);
        signal("STOP", all);
        return stopped;
    }

    private static ProcessHandle postmaster(TestDatabase database) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_setting('data_directory')")) {
            rows.next();
            Path file = Path.of(rows.getString(1), "postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String name, List<Long> processes) {
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + name), processes.stream().map(String::valueOf))
                .toList();
        try {
            // A process may have ended in the meantime, which kill tells by its exit code.
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        signal("CONT", processes);
    }
}
