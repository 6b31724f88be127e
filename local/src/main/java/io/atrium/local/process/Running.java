package io.atrium.local.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A part's process. */
public interface Running {

    ProcessHandle process();

    /** Asks it to end and returns when it has, forcing it after the grace. */
    void stop(Duration grace);

    default CompletableFuture<ProcessHandle> exited() {
        return process().onExit();
    }
}
