package io.atrium.kit.wire;

/** Is told of every request that was refused before anything else saw it. */
@FunctionalInterface
public interface RefusalListener {

    /**
     * Called on the connection's event loop.
     *
     * @param refusal what was answered
     * @param reason why, in a few words of our own
     * @param requestLine the beginning of what was sent, fit for a log
     * @param requestId the reply's {@code X-Request-Id}
     */
    void refused(Refusal refusal, String reason, String requestLine, String requestId);
}
