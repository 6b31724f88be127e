package io.atrium.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Small child processes for tests, all gone at the end. */
public final class Children implements AutoCloseable {

    private final List<Process> started = new ArrayList<>();

    /** Runs a shell script. */
    public Process run(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "child"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
