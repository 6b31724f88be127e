package io.atrium.local.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the services: small heaps, and quick to start. */
final class JavaCommand {

    private JavaCommand() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Runs a service until it is stopped. */
    static List<String> service(Part part, Home home) throws IOException {
        List<String> command = base(part, home);
        command.add("-Xms48m");
        command.add("-Xmn24m");
        command.add("-Xmx" + heapMegabytes(part) + "m");
        if (part != Part.WEBHOOK_GATEWAY) {
            // Quick to start and small; only the hot path gets the optimizing compiler.
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-jar");
        command.add(home.jar(part).toString());
        return command;
    }

    /** Brings a service's database to its schema and ends. */
    static List<String> migration(Part part, Home home) throws IOException {
        List<String> command = base(part, home);
        command.addAll(List.of(
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", home.jar(part).toString(), "migrate"));
        return command;
    }

    private static List<String> base(Part part, Home home) throws IOException {
        return new ArrayList<>(List.of(
                java().toString(),
                home.mark(),
                "-Djava.io.tmpdir=" + home.temporary(part),
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
    }

    private static int heapMegabytes(Part part) {
        return switch (part) {
            case MOCKS -> 96;
            // Batches of webhooks may hold 72 MiB of it.
            case WEBHOOK_GATEWAY -> 256;
            default -> 160;
        };
    }
}
