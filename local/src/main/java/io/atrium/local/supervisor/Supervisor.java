package io.atrium.local.supervisor;

import io.atrium.local.console.Failures;
import io.atrium.local.console.PlatformException;
import io.atrium.local.jvm.ClassArchives;
import io.atrium.local.process.LogRotation;
import io.atrium.local.process.Termination;
import io.atrium.local.settings.GatewayCertificate;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.supervisor.PlatformState.Phase;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs in the background for as long as the platform does: starts the parts in their order, starts
 * again what dies, and stops all of it when it is told to end.
 */
public final class Supervisor {

    /** The exit code of a supervisor that found another one in charge. */
    public static final int ALREADY_RUNNING = 75;

    private final Home home;
    private final Ports ports;
    private final Map<String, String> inherited;
    private final boolean infrastructureOnly;
    private final List<Part> parts;
    private final PlatformStatus status;
    private final Parts kept;
    private final long begun = System.nanoTime();
    private @Nullable GatewayPart gateway;
    private @Nullable ClassArchives archives;
    private boolean stopped;

    private Supervisor(Home home, Ports ports, Map<String, String> inherited, boolean infrastructureOnly) {
        this.home = home;
        this.ports = ports;
        this.inherited = inherited;
        this.infrastructureOnly = infrastructureOnly;
        this.parts = infrastructureOnly ? Part.INFRASTRUCTURE : Part.ALL;
        this.status = new PlatformStatus(home.state(), ports, parts, infrastructureOnly);
        this.kept = new Parts(parts, home, ports, inherited, status, Supervisor::log);
    }

    /**
     * Runs the platform until this process is told to end.
     *
     * @return the exit code when it could not start
     */
    public static int run(Home home, Map<String, String> environment, boolean infrastructureOnly) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        Optional<SupervisorLock> lock = SupervisorLock.take(home.lock());
        if (lock.isEmpty()) {
            return ALREADY_RUNNING;
        }
        try (SupervisorLock held = lock.get()) {
            home.supervisorPid().write(ProcessHandle.current());
            LogRotation.rotate(home.supervisorLog());
            Supervisor supervisor = new Supervisor(home, Ports.of(environment), environment, infrastructureOnly);
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
            return supervisor.startAndStay();
        }
    }

    private int startAndStay() {
        try {
            clean();
            // Until a service is up, the gateway refuses what is for it.
            CompletableFuture<Void> opened = kept.task(this::openGateway);
            new StartOrder(kept, ports, status, infrastructureOnly).run();
            opened.join();
            status.progress("all parts up after %.1f s".formatted(seconds(begun)));
            status.phase(Phase.UP);
            log("the platform is up");
            makeArchives();
        } catch (RuntimeException | IOException e) {
            if (isStopped()) {
                stay();
            }
            status.failed(Failures.line(e));
            log("the platform cannot start: " + Failures.line(e));
            return 1;
        }
        stay();
        return 0;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void clean() throws IOException {
        int left = new OrphanedProcesses(home).end();
        if (left > 0) {
            status.progress("ended %d processes that an earlier run had left".formatted(left));
        }
        for (Part part : parts) {
            LogRotation.rotate(home.log(part));
        }
        requireBuilt();
        String taken = ports.taken(parts);
        if (!taken.isEmpty()) {
            throw new PlatformException(taken);
        }
    }

    private void requireBuilt() {
        for (Part part : infrastructureOnly ? Part.DATABASE_OWNERS : parts) {
            boolean ownProcess = part.kind() != Part.Kind.GATEWAY && !Part.INFRASTRUCTURE.contains(part);
            if (ownProcess && !Files.exists(home.jar(part))) {
                throw new PlatformException("%s is not built: %s is missing.".formatted(part.label(), home.jar(part)));
            }
        }
    }

    private synchronized void makeArchives() {
        if (!stopped && !infrastructureOnly) {
            archives = ClassArchives.start(home, inherited, Supervisor::log);
        }
    }

    private synchronized void openGateway() {
        if (stopped || infrastructureOnly) {
            return;
        }
        long from = System.nanoTime();
        String host = inherited.getOrDefault("ATRIUM_GATEWAY_HOST", "127.0.0.1");
        try {
            gateway = GatewayPart.open(host, ports, home.log(Part.GATEWAY), GatewayCertificate.of(inherited));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        status.set(Part.GATEWAY, PartState.UP, ProcessHandle.current().pid());
        status.progress("%-20s up       %5.1f s   port %s"
                .formatted(Part.GATEWAY.label(), seconds(from), ports.of(Part.GATEWAY)));
    }

    private void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        status.phase(Phase.STOPPING);
        if (archives != null) {
            archives.close();
        }
        if (gateway != null) {
            gateway.close();
            status.set(Part.GATEWAY, PartState.DOWN, 0);
        }
        kept.stop();
        // What was being started in this very moment belongs to no supervised yet.
        for (int i = 0; i < 3; i++) {
            Termination.end(ProcessHandle.current().descendants().toList(), Duration.ofSeconds(5));
        }
        status.phase(Phase.STOPPED);
        try {
            home.supervisorPid().delete();
        } catch (IOException e) {
            log("the pid file cannot be removed: " + e.getMessage());
        }
        log("stopped");
    }

    private static void stay() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static void log(String line) {
        System.out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
