package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.console.PlatformException;
import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.PlatformState;
import io.atrium.local.supervisor.PlatformState.Phase;
import io.atrium.local.supervisor.Supervisor;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings the platform up, or finds that it is; until it is told otherwise, an interruption stops all of it. */
final class Start {

    /** What a start came to. */
    enum Outcome {
        STARTED,
        WAS_UP,
        STARTED_BY_ANOTHER
    }

    /** Exit codes above are 128 and the signal's number. */
    private static final int SIGNALLED = 128;

    private final Home home;
    private final Platform platform;
    private final Console console;
    private final boolean infrastructureOnly;
    private final AtomicBoolean stopsWhenInterrupted = new AtomicBoolean();
    private volatile boolean interrupted;

    Start(Home home, Platform platform, Console console, boolean infrastructureOnly) {
        this.home = home;
        this.platform = platform;
        this.console = console;
        this.infrastructureOnly = infrastructureOnly;
    }

    Outcome run() throws IOException {
        home.prepare();
        Optional<ProcessHandle> running = platform.supervisor();
        if (running.isPresent()) {
            Optional<PlatformState> state = platform.stateOf(running.get());
            if (state.isPresent() && state.get().phase() == Phase.STOPPING) {
                console.note("waiting for the last run to stop");
                platform.stop();
            } else if (state.isPresent() && state.get().infrastructureOnly() && !infrastructureOnly) {
                console.note("stopping the run of PostgreSQL and Kafka alone first");
                platform.stop();
            } else {
                return join(running.get(), state);
            }
        }
        return launch();
    }

    /** From here on an interruption of this program leaves the platform running. */
    void leaveRunning() {
        stopsWhenInterrupted.set(false);
    }

    private Outcome launch() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopIfInterrupted, "stop"));
        stopsWhenInterrupted.set(true);
        Process supervisor = platform.launch(infrastructureOnly);
        try {
            new Follower(home, platform, console).awaitUp(supervisor.toHandle());
            return Outcome.STARTED;
        } catch (RuntimeException e) {
            if (interrupted) {
                awaitTheEnd();
            }
            if (!supervisor.isAlive() && supervisor.exitValue() == Supervisor.ALREADY_RUNNING) {
                stopsWhenInterrupted.set(false);
                return joinOther();
            }
            leaveRunning();
            platform.stop();
            throw wasKilled(supervisor) ? new PlatformException("Atrium was stopped while it started.") : e;
        }
    }

    /** Ended by a signal, before or after it could write its state. */
    private static boolean wasKilled(Process supervisor) {
        return !supervisor.isAlive() && supervisor.exitValue() > SIGNALLED;
    }

    private Outcome joinOther() throws IOException {
        Optional<ProcessHandle> other = platform.supervisor();
        return other.isPresent() ? join(other.get(), platform.stateOf(other.get())) : launch();
    }

    private Outcome join(ProcessHandle supervisor, Optional<PlatformState> state) throws IOException {
        if (state.isPresent() && state.get().phase() == Phase.UP) {
            return Outcome.WAS_UP;
        }
        console.note("another ./atrium is starting it (pid %d); following".formatted(supervisor.pid()));
        new Follower(home, platform, console).awaitUp(supervisor);
        return Outcome.STARTED_BY_ANOTHER;
    }

    private void stopIfInterrupted() {
        if (!stopsWhenInterrupted.get()) {
            return;
        }
        interrupted = true;
        console.hearOnly(Thread.currentThread());
        console.print("");
        console.print("Stopping …");
        try {
            platform.stop();
            console.print("Stopped: no process is left.");
        } catch (IOException | RuntimeException e) {
            console.fail("Stopping failed: " + e.getMessage() + "; ./atrium down tries again.");
        }
    }

    /** The thread that stops the platform ends this program. */
    private static void awaitTheEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
