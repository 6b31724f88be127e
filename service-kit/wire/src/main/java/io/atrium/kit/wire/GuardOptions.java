package io.atrium.kit.wire;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * How a server's connections are guarded.
 *
 * @param limits bounds of what is read
 * @param requestIds makes the {@code X-Request-Id} of a refusal
 * @param listener is told of refusals
 */
public record GuardOptions(WireLimits limits, Supplier<String> requestIds, RefusalListener listener) {

    public GuardOptions {
        requireNonNull(limits, "limits");
        requireNonNull(requestIds, "requestIds");
        requireNonNull(listener, "listener");
    }
}
