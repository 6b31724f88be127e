package io.atrium.local.process;

import io.atrium.local.console.PlatformException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program started by the supervisor, its output in a log. */
public record ChildProcess(Process child) implements Running {

    public static ChildProcess start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        return new ChildProcess(builder(command, environment, folder, log).start());
    }

    public static ProcessBuilder builder(List<String> command, Map<String, String> environment, Path folder, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public ProcessHandle process() {
        return child.toHandle();
    }

    @Override
    public void stop(Duration grace) {
        Termination.end(List.of(process()), grace);
    }

    /**
     * Waits for a program that ends by itself.
     *
     * @return its exit code
     * @throws PlatformException when it takes longer, after killing it
     */
    public int await(Duration most) {
        try {
            if (child.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
                return child.exitValue();
            }
            child.destroyForcibly();
            throw new PlatformException("Process %d did not end within %d s.".formatted(child.pid(), most.toSeconds()));
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PlatformException("Stopped while starting.", e);
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
