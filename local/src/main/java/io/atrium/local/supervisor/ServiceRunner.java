package io.atrium.local.supervisor;

import io.atrium.local.jvm.ClassArchive;
import io.atrium.local.jvm.JavaCommand;
import io.atrium.local.process.ChildProcess;
import io.atrium.local.process.Running;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.util.Map;

/** A service as a child process, ready when its probe says so. */
final class ServiceRunner implements PartRunner {

    private final Part part;
    private final Home home;
    private final Map<String, String> environment;
    private final Ports ports;
    private final Health health;
    private final ClassArchive archive;
    private volatile boolean untried;

    ServiceRunner(Part part, Home home, Map<String, String> environment, Ports ports, Health health) {
        this.part = part;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.ports = ports;
        this.health = health;
        this.archive = new ClassArchive(part, home);
    }

    @Override
    public Running launch() throws IOException {
        untried = archive.flag().isPresent();
        return ChildProcess.start(JavaCommand.service(part, home, archive), environment, home.folder(), home.log(part));
    }

    @Override
    public String unready() {
        String answer = answer();
        if (answer.isEmpty()) {
            untried = false;
        }
        return answer;
    }

    /** Without its archive of classes, when it died before it answered for the first time with it. */
    @Override
    public boolean fallBack() throws IOException {
        if (untried) {
            archive.discard();
        }
        return untried;
    }

    private String answer() {
        return ports.all(part).stream()
                .map(health::unready)
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse("");
    }
}
