package io.atrium.local.platform;

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
}
