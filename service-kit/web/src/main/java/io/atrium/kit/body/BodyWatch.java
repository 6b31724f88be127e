package io.atrium.kit.body;

import java.util.function.IntSupplier;

/** Limits the time in which a body must arrive. */
@FunctionalInterface
public interface BodyWatch {

    /**
     * Watches a body; called on its request's event loop.
     *
     * @param received how many bytes have arrived
     * @param late is run there when the body takes too long
     * @return ends watching
     */
    Runnable watch(IntSupplier received, Runnable late);
}
