package io.atrium.local.platform;

import java.io.IOException;
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
        return ChildProcess.start(JavaCommand.service(part, home), environment, home.folder(), home.log(part));
    }

    @Override
    public String unready() {
        return ports.all(part).stream()
                .map(health::unready)
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse("");
    }
}
