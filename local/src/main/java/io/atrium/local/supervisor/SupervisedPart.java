package io.atrium.local.supervisor;

import io.atrium.local.console.PlatformException;
import io.atrium.local.process.LogTail;
import io.atrium.local.process.RestartBackoff;
import io.atrium.local.process.Running;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: brings it up, starts it again with backoff when it dies, and stops it for good. */
final class SupervisedPart {

    private static final int TAIL = 20;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Part part;
    private final PartRunner runner;
    private final Home home;
    private final PlatformStatus status;
    private final RestartBackoff backoff;
    private final Duration patience;
    private final Consumer<String> log;
    private final ScheduledExecutorService restarts =
            Executors.newSingleThreadScheduledExecutor(SupervisedPart::daemon);
    private @Nullable Running running;
    private boolean stopping;
    private long launchedAt;

    SupervisedPart(
            Part part,
            PartRunner runner,
            Home home,
            PlatformStatus status,
            RestartBackoff backoff,
            Duration patience,
            Consumer<String> log) {
        this.part = part;
        this.runner = runner;
        this.home = home;
        this.status = status;
        this.backoff = backoff;
        this.patience = patience;
        this.log = log;
    }

    /**
     * Starts the part and returns when it is ready.
     *
     * @throws PlatformException when it dies or is not ready in time, with the end of its log
     */
    void bringUp() {
        Running started = launch();
        try {
            awaitReady(started);
        } catch (PlatformException e) {
            if (started.process().isAlive() || !fallsBack(e)) {
                throw e;
            }
            started = launch();
            awaitReady(started);
        }
        watch(started);
    }

    private boolean fallsBack(PlatformException failure) {
        try {
            boolean another = runner.fallBack();
            if (another) {
                log.accept(failure.getMessage() + "; starting it without its archive of classes");
            }
            return another;
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void watch(Running started) {
        status.set(part, PartState.UP, started.process().pid());
        started.exited().thenRun(() -> died(started));
    }

    /** Stops the part; no restart follows. */
    void stop(Duration grace) {
        Running current;
        synchronized (this) {
            stopping = true;
            current = running;
        }
        restarts.shutdownNow();
        if (current != null) {
            status.set(part, PartState.STOPPING, current.process().pid());
            current.stop(grace);
        }
        status.set(part, PartState.DOWN, 0);
        forget();
    }

    private Running launch() {
        synchronized (this) {
            refuseWhenStopping();
            launchedAt = System.nanoTime();
        }
        status.set(part, PartState.STARTING, 0);
        try {
            Running started = runner.launch();
            own(started);
            status.set(part, PartState.STARTING, started.process().pid());
            return started;
        } catch (IOException e) {
            throw new PlatformException("%s cannot be started: %s".formatted(part.label(), e.getMessage()), e);
        }
    }

    private synchronized void own(Running started) throws IOException {
        if (stopping) {
            started.stop(Duration.ZERO);
        }
        refuseWhenStopping();
        running = started;
        home.pidFile(part).write(started.process());
    }

    private void refuseWhenStopping() {
        if (stopping) {
            throw new PlatformException(part.label() + " is being stopped.");
        }
    }

    private void awaitReady(Running started) {
        long deadline = System.nanoTime() + patience.toNanos();
        String answer = runner.unready();
        while (!answer.isEmpty()) {
            if (!started.process().isAlive()) {
                throw new PlatformException(part.label() + " died while it started" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new PlatformException("%s is not ready after %d s (%s)%s"
                        .formatted(part.label(), patience.toSeconds(), answer, endOfLog()));
            }
            pause();
            answer = runner.unready();
        }
    }

    private void died(Running dead) {
        synchronized (this) {
            if (stopping || running != dead) {
                return;
            }
            running = null;
            Duration pause = backoff.after(Duration.ofNanos(System.nanoTime() - launchedAt));
            log.accept("%s (pid %d) died; starting it again in %.0f s%s"
                    .formatted(part.label(), dead.process().pid(), pause.toMillis() / 1000.0, endOfLog()));
            status.set(part, PartState.RESTARTING, 0);
            restarts.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void restart() {
        try {
            bringUp();
            log.accept(part.label() + " is up again");
        } catch (RuntimeException e) {
            retry(e);
        }
    }

    private synchronized void retry(RuntimeException failure) {
        if (stopping) {
            return;
        }
        Running half = running;
        running = null;
        if (half != null) {
            half.stop(Duration.ofSeconds(2));
        }
        Duration pause = backoff.after(Duration.ZERO);
        log.accept("%s; again in %d s".formatted(failure.getMessage(), pause.toSeconds()));
        status.set(part, PartState.RESTARTING, 0);
        restarts.schedule(this::restart, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String endOfLog() {
        Path file = home.log(part);
        String tail = String.join("\n    ", LogTail.lines(file, TAIL));
        return tail.isEmpty()
                ? ", its log %s is empty".formatted(file)
                : "; the end of %s:%n    %s".formatted(file, tail);
    }

    private void forget() {
        try {
            home.pidFile(part).delete();
        } catch (IOException e) {
            log.accept("The pid file of %s cannot be removed: %s".formatted(part.label(), e));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Stopped while starting.", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "restarts");
        thread.setDaemon(true);
        return thread;
    }
}
