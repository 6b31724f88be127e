package io.atrium.local.command;

import io.atrium.local.console.Console;
import io.atrium.local.console.PlatformException;
import io.atrium.local.process.Liveness;
import io.atrium.local.process.LogTail;
import io.atrium.local.settings.Home;
import io.atrium.local.supervisor.PartState;
import io.atrium.local.supervisor.PlatformState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows a supervisor's progress until the platform is up. */
final class Follower {

    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Home home;
    private final Platform platform;
    private final Console console;
    private int shown;
    private long lastLine = System.nanoTime();
    private final long begun = lastLine;

    Follower(Home home, Platform platform, Console console) {
        this.home = home;
        this.platform = platform;
        this.console = console;
    }

    /**
     * Returns when the platform is up.
     *
     * @throws PlatformException when it cannot start or the supervisor has gone
     */
    void awaitUp(ProcessHandle supervisor) throws IOException {
        while (true) {
            boolean alive = Liveness.isAlive(supervisor);
            Optional<PlatformState> state = platform.stateOf(supervisor);
            if (state.isPresent()) {
                show(state.get());
                if (state.get().phase() == PlatformState.Phase.UP) {
                    return;
                }
                if (state.get().phase() == PlatformState.Phase.FAILED) {
                    String failure = state.get().failure();
                    throw new PlatformException(failure == null ? "The platform cannot start." : failure);
                }
            }
            if (!alive) {
                throw new PlatformException(ending(state));
            }
            Platform.pause();
        }
    }

    private String ending(Optional<PlatformState> state) {
        if (state.isPresent()) {
            return "Atrium was stopped while it started.";
        }
        List<String> tail = LogTail.lines(home.supervisorLog(), 10);
        return "The supervisor ended at once; the end of %s:%n    %s"
                .formatted(home.supervisorLog(), String.join("\n    ", tail));
    }

    private void show(PlatformState state) {
        List<String> lines = state.progress();
        for (; shown < lines.size(); shown++) {
            console.done(lines.get(shown));
            lastLine = System.nanoTime();
        }
        if (System.nanoTime() - lastLine > QUIET.toNanos()) {
            String waiting = state.parts().stream()
                    .filter(part -> part.state() == PartState.STARTING)
                    .map(part -> part.part().label())
                    .collect(Collectors.joining(", "));
            console.note("%.0f s: waiting for %s"
                    .formatted((System.nanoTime() - begun) / 1e9, waiting.isEmpty() ? "the databases" : waiting));
            lastLine = System.nanoTime();
        }
    }
}
