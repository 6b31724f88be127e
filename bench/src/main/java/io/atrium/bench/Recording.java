package io.atrium.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java Flight Recorder in a running process, by the JDK's jcmd, with its settings {@code profile}. */
final class Recording {

    private static final String NAME = "bench";

    private final @Nullable Path file;
    private final ProcessHandle process;
    private Instant measured = Instant.now();

    private Recording(@Nullable Path file, ProcessHandle process) {
        this.file = file;
        this.process = process;
    }

    /**
     * Begins to record. The recorder changes classes when it begins, which are compiled anew: the warm-up comes after it.
     *
     * @param file null: nothing is recorded
     */
    static Recording begin(@Nullable Path file, ProcessHandle process) {
        Recording recording = new Recording(file, process);
        if (file != null) {
            // the stacks of a request are deep: the default of 64 frames cuts off who called
            recording.jcmd("JFR.configure", "stackdepth=256");
            recording.jcmd("JFR.start", "name=" + NAME, "settings=profile");
        }
        return recording;
    }

    /** What comes from now on is what shall be seen. */
    void measuring() {
        measured = Instant.now();
    }

    /** Writes the file. */
    void end() {
        if (file != null) {
            jcmd("JFR.dump", "name=" + NAME, "begin=" + measured, "filename=" + file);
            jcmd("JFR.stop", "name=" + NAME);
            System.out.println("recorded: " + file);
        }
    }

    private void jcmd(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        command.addAll(List.of(arguments));
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ends with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
