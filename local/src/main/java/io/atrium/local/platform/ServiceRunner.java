package io.atrium.local.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A service as a child process, ready when its probe says so. */
final class ServiceRunner implements PartRunner {

    private final Part part;
    private final Home home;
    private final Map<String, String> environment;
    private final Ports ports;
    private final Health health;

    ServiceRunner(Part part, Home home, Map<String, String> environment, Ports ports, Health health) {
        this.part = part;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.ports = ports;
        this.health = health;
    }

    @Override
    public Running launch() throws IOException {
        ClassArchive archive = ClassArchive.of(part, home);
        ChildProcess child = ChildProcess.start(
                JavaCommand.service(part, home, archive), environment, home.folder(), home.log(part));
        return new Running() {

            @Override
            public ProcessHandle process() {
                return child.process();
            }

            @Override
            public void stop(Duration grace) {
                boolean orderly = child.stopInOrder(grace);
                if (orderly) {
                    keep(archive);
                }
            }
        };
    }

    @Override
    public String unready() {
        return ports.all(part).stream()
                .map(health::unready)
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void keep(ClassArchive archive) {
        try {
            archive.keep();
        } catch (IOException e) {
            System.err.println("A class data archive cannot be kept: " + e.getMessage());
        }
    }
}
