package io.atrium.local.supervisor;

import io.atrium.local.process.Running;
import java.io.IOException;

/** Knows how to start one part; called again for every restart. */
interface PartRunner {

    /** Starts the process. */
    Running launch() throws IOException;

    /**
     * Whether a started process answers.
     *
     * @return what it answered instead, empty when it is ready
     */
    default String unready() {
        return "";
    }

    /**
     * Asked after a process has died while it started.
     *
     * @return whether the next one is started in another way, and so at once
     */
    default boolean fallBack() throws IOException {
        return false;
    }
}
