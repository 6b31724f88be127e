package io.atrium.local.platform;

import io.atrium.local.platform.PlatformState.Phase;
import io.atrium.local.process.Backoff;
import io.atrium.local.process.LogRotation;
import io.atrium.local.process.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Home home;
    private final Ports ports;
    private final Environment environment;
    private final Map<String, String> inherited;
    private final boolean infrastructureOnly;
    private final List<Part> parts;
    private final Board board;
    private final Health health = new Health();
    private final Map<Part, Keeper> keepers = new EnumMap<>(Part.class);
    private final ExecutorService tasks = Executors.newCachedThreadPool(Supervisor::daemon);
    private final long begun = System.nanoTime();
    private @Nullable GatewayPart gateway;
    private boolean stopped;

    private Supervisor(Home home, Ports ports, Map<String, String> inherited, boolean infrastructureOnly) {
        this.home = home;
        this.ports = ports;
        this.inherited = inherited;
        this.environment = new Environment(inherited, ports);
        this.infrastructureOnly = infrastructureOnly;
        this.parts = infrastructureOnly ? Part.INFRASTRUCTURE : List.of(Part.values());
        this.board = new Board(home.state(), ports, parts, infrastructureOnly);
        for (Part part : parts) {
            if (part != Part.GATEWAY) {
                keepers.put(
                        part,
                        new Keeper(part, runner(part), home, board, Backoff.ofDefaults(), READY, Supervisor::log));
            }
        }
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
            start();
            board.phase(Phase.UP);
            log("the platform is up");
        } catch (RuntimeException | IOException e) {
            if (isStopped()) {
                stay();
            }
            board.failed(Failures.line(e));
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
        int left = new Remains(home).end();
        if (left > 0) {
            board.progress("ended %d processes that an earlier run had left".formatted(left));
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
            boolean ownProcess = part != Part.GATEWAY && !Part.INFRASTRUCTURE.contains(part);
            if (ownProcess && !Files.exists(home.jar(part))) {
                throw new PlatformException("%s is not built: %s is missing.".formatted(part.label(), home.jar(part)));
            }
        }
    }

    private void start() throws IOException {
        CompletableFuture<Void> postgres = task(() -> bringUp(Part.POSTGRES));
        CompletableFuture<Void> kafka = task(() -> bringUp(Part.KAFKA));
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(postgres, kafka));
        for (Part part : Part.DATABASE_OWNERS) {
            CompletableFuture<Void> migrated = postgres.thenRunAsync(() -> migrate(part), tasks);
            all.add(migrated);
            if (!infrastructureOnly) {
                all.add(CompletableFuture.allOf(migrated, kafka).thenRunAsync(() -> bringUp(part), tasks));
            }
        }
        if (!infrastructureOnly) {
            all.add(kafka.thenRunAsync(() -> bringUp(Part.WEBHOOK_GATEWAY), tasks));
            all.add(task(() -> bringUp(Part.MOCKS)));
        }
        awaitAll(all);
        if (!infrastructureOnly) {
            openGateway();
        }
    }

    /** Returns when all are done, or at the first failure. */
    private static void awaitAll(List<CompletableFuture<Void>> all) {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (CompletableFuture<Void> each : all) {
            CompletableFuture<Void> reported = each.whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            });
            if (reported.isCompletedExceptionally()) {
                break;
            }
        }
        CompletableFuture.anyOf(failed, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)))
                .join();
    }

    private void bringUp(Part part) {
        long from = System.nanoTime();
        keeper(part).bringUp();
        board.progress("%-20s up       %5.1f s   port %s".formatted(part.label(), seconds(from), ports.of(part)));
    }

    private void migrate(Part part) {
        long from = System.nanoTime();
        if (new Migration(part, home, environment).run()) {
            board.progress("%-20s migrated %5.1f s".formatted("database " + part.database(), seconds(from)));
        }
    }

    private synchronized void openGateway() throws IOException {
        if (stopped) {
            return;
        }
        long from = System.nanoTime();
        String host = inherited.getOrDefault("ATRIUM_GATEWAY_HOST", "127.0.0.1");
        gateway = GatewayPart.open(host, ports, home.log(Part.GATEWAY));
        board.set(Part.GATEWAY, PartState.UP, ProcessHandle.current().pid());
        board.progress("%-20s up       %5.1f s   port %s"
                .formatted(Part.GATEWAY.label(), seconds(from), ports.of(Part.GATEWAY)));
        board.progress("all parts up after %.1f s".formatted(seconds(begun)));
    }

    private PartRunner runner(Part part) {
        return switch (part) {
            case POSTGRES -> Embedded.postgres(home, ports.of(part), inherited);
            case KAFKA -> Embedded.kafka(home, ports.of(part));
            case GATEWAY -> throw new IllegalArgumentException("The gateway runs in the supervisor");
            case IDENTITY, TENANT, AUDIT, WEBHOOK_GATEWAY, INTEGRATION, MOCKS ->
                new ServiceRunner(part, home, environment.of(part), ports, health);
        };
    }

    private void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        board.phase(Phase.STOPPING);
        if (gateway != null) {
            gateway.close();
            board.set(Part.GATEWAY, PartState.DOWN, 0);
        }
        stopAll(keepers.keySet().stream()
                .filter(part -> !Part.INFRASTRUCTURE.contains(part))
                .toList());
        stopAll(Part.INFRASTRUCTURE);
        // What was being started in this very moment belongs to no keeper yet.
        for (int i = 0; i < 3; i++) {
            Termination.end(ProcessHandle.current().descendants().toList(), Duration.ofSeconds(5));
        }
        board.phase(Phase.STOPPED);
        try {
            home.supervisorPid().delete();
        } catch (IOException e) {
            log("the pid file cannot be removed: " + e.getMessage());
        }
        log("stopped");
    }

    private void stopAll(List<Part> which) {
        CompletableFuture.allOf(which.stream()
                        .map(part -> task(() -> keeper(part).stop(GRACE)))
                        .toArray(CompletableFuture<?>[]::new))
                .exceptionally(failure -> {
                    log("stopping: " + Failures.line(failure));
                    return null;
                })
                .join();
    }

    private Keeper keeper(Part part) {
        Keeper keeper = keepers.get(part);
        if (keeper == null) {
            throw new IllegalArgumentException("Not kept: " + part);
        }
        return keeper;
    }

    private CompletableFuture<Void> task(Runnable work) {
        return CompletableFuture.runAsync(work, tasks);
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

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    }
}
