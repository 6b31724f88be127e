package io.atrium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole platform on free ports, with data of its own that are removed afterwards, by the program of ./atrium. */
final class LocalPlatform implements AutoCloseable {

    private static final long MINUTES = 5;

    private final Path checkout;
    private final Path home;
    private final Map<String, String> settings = PlatformSettings.unlimited();

    private LocalPlatform(Path checkout, Path home) {
        this.checkout = checkout;
        this.home = home;
    }

    /**
     * Starts it. Requests are not limited: what is measured is how they share, not how they are refused. No archive of
     * classes is made beside the measurement.
     *
     * @param provider what every organization's users are synced with
     */
    static LocalPlatform start(NeighbourPlan plan, String provider) throws IOException, InterruptedException {
        LocalPlatform platform = new LocalPlatform(plan.checkout(), Files.createTempDirectory("atrium-bench-platform"));
        platform.settings.put("EXTERNAL_USER_SERVICE_URL", provider);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop));
        if (platform.run("up") != 0) {
            throw new IOException("./atrium up failed; see " + platform.log("up"));
        }
        return platform;
    }

    String address() {
        return "http://localhost:" + settings.get("ATRIUM_GATEWAY_PORT");
    }

    @Override
    public void close() {
        stop();
    }

    private void stop() {
        try {
            run("down");
            run("reset", "--yes");
        } catch (IOException e) {
            System.err.println("The platform in " + home + " is left: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path log(String command) {
        return home.resolveSibling(home.getFileName() + "-" + command + ".log");
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Datrium.checkout=" + checkout,
                "-jar",
                checkout.resolve("local/target/local.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(arguments[0]).toFile());
        builder.environment().putAll(settings);
        builder.environment().put("ATRIUM_HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IOException("./atrium " + arguments[0] + " does not end; see " + log(arguments[0]));
        }
        return process.exitValue();
    }
}
