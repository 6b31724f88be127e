package io.atrium.integration.webhook;

/**
 * What a replay by filter did.
 *
 * @param replayed so many events are due again
 * @param more whether others match that this call's limit left out
 */
public record ReplayResponse(int replayed, boolean more) {}
