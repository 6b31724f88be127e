package io.atrium.kit.caller;

/**
 * Is called for every {@link RefusedAccess}, on the event loop, after the reply was sent. Must not block. Must limit
 * what it stores: a caller can cause any number of refusals.
 */
public interface RefusedAccessListener {
    void refused(RefusedAccess access);
}
