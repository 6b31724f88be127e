package io.atrium.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java Flight Recorder in a running process, by the JDK's jcmd, with its settings {@code profile}. */
final class Recording {

    private static final String NAME = "bench";

    private final @Nullable Path file;
    private final ProcessHandle process;

    /** @param file null: nothing is recorded */
    Recording(@Nullable Path file, ProcessHandle process) {
        this.file = file;
        this.process = process;
    }

    void begin() {
        if (file != null) {
            jcmd("JFR.start", "name=" + NAME, "settings=profile", "filename=" + file);
        }
    }

    void end() {
        if (file != null) {
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
