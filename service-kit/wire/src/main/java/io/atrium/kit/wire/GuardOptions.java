package io.atrium.kit.wire;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a server's connections are guarded.
 *
 * @param limits bounds of what is read
 * @param headTimeout how long the head of a request may take from its first byte, and how long a connection may be open
 *     before the first byte
 * @param requestIds makes the {@code X-Request-Id} of a refusal
 * @param listener is told of refusals
 */
public record GuardOptions(
        WireLimits limits, Duration headTimeout, Supplier<String> requestIds, RefusalListener listener) {

    public GuardOptions {
        requireNonNull(limits, "limits");
        if (headTimeout.isNegative() || headTimeout.isZero()) {
            throw new IllegalArgumentException("Not a timeout: " + headTimeout);
        }
        requireNonNull(requestIds, "requestIds");
        requireNonNull(listener, "listener");
    }
}
