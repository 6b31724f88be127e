package io.atrium.local.deployment.monitoring;

import io.atrium.kit.embedded.Executables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prometheus' own checks, where they are installed. */
final class Promtool {

    private final Path folder;
    private final Path binary;

    private Promtool(Path folder, Path binary) {
        this.folder = folder;
        this.binary = binary;
    }

    /** @param folder where commands run */
    static Optional<Promtool> in(Path folder) {
        return Executables.find("promtool").map(binary -> new Promtool(folder, binary));
    }

    /** What it has to say against something; empty when it is right. */
    String fault(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : output;
    }
}
