package io.atrium.kit.caller;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Attributes of a request that exist also without a caller.
 *
 * @param ip address of the client as the trusted gateway tells it
 * @param userAgent at most 512 characters
 * @param requestId the reply's {@code X-Request-Id}
 */
public record RequestInfo(@Nullable String ip, @Nullable String userAgent, String requestId) {
    public RequestInfo {
        requireNonNull(requestId, "requestId");
    }
}
