package io.atrium.kit.caller;

/**
 * Is told of every {@link RefusedAccess}, on the event loop, after the answer has gone out. Must not block, and must
 * bound what it keeps: a caller can be refused as often as they like.
 */
public interface RefusedAccessListener {
    void refused(RefusedAccess access);
}
