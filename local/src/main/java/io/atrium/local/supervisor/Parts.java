package io.atrium.local.supervisor;

import io.atrium.local.console.Failures;
import io.atrium.local.process.RestartBackoff;
import io.atrium.local.settings.Environment;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The parts that run in processes of their own, each with its supervised. */
final class Parts {

    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Map<Part, SupervisedPart> supervised = new LinkedHashMap<>();
    private final ExecutorService tasks = Executors.newCachedThreadPool(Parts::daemon);
    private final Home home;
    private final Ports ports;
    private final Environment environment;
    private final Map<String, String> inherited;
    private final Health health = new Health();
    private final Consumer<String> log;

    Parts(
            List<Part> parts,
            Home home,
            Ports ports,
            Map<String, String> inherited,
            PlatformStatus status,
            Consumer<String> log) {
        this.home = home;
        this.ports = ports;
        this.inherited = inherited;
        this.environment = new Environment(inherited, ports);
        this.log = log;
        for (Part part : parts) {
            if (part.kind() != Part.Kind.GATEWAY) {
                supervised.put(
                        part,
                        new SupervisedPart(part, runner(part), home, status, RestartBackoff.ofDefaults(), READY, log));
            }
        }
    }

    /** Starts a part and returns when it is ready. */
    void bringUp(Part part) {
        supervised(part).bringUp();
    }

    /** Brings a part's database to its schema; whether that was needed. */
    boolean migrate(Part part) {
        return new Migration(part, home, environment).run();
    }

    /** Stops all of them, those that keep data last. */
    void stop() {
        stopAll(supervised.keySet().stream()
                .filter(part -> !Part.INFRASTRUCTURE.contains(part))
                .toList());
        stopAll(Part.INFRASTRUCTURE);
    }

    /** Runs something beside the others. */
    CompletableFuture<Void> task(Runnable work) {
        return CompletableFuture.runAsync(work, tasks);
    }

    private PartRunner runner(Part part) {
        return switch (part.kind()) {
            case POSTGRES -> Embedded.postgres(home, ports.of(part), inherited);
            case KAFKA -> Embedded.kafka(home, ports.of(part));
            case GATEWAY -> throw new IllegalArgumentException("The gateway runs in the supervisor");
            case SERVICE, MOCKS -> new ServiceRunner(part, home, environment.of(part), ports, health);
        };
    }

    private void stopAll(List<Part> which) {
        CompletableFuture.allOf(which.stream()
                        .map(part -> task(() -> supervised(part).stop(GRACE)))
                        .toArray(CompletableFuture<?>[]::new))
                .exceptionally(failure -> {
                    log.accept("stopping: " + Failures.line(failure));
                    return null;
                })
                .join();
    }

    private SupervisedPart supervised(Part part) {
        SupervisedPart found = supervised.get(part);
        if (found == null) {
            throw new IllegalArgumentException("Not supervised: " + part);
        }
        return found;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    }
}
