package io.atrium.integration.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to a provider that failed, in words that may be shown to the organization. */
public class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProviderFault fault;
    private final int status;
    private final @Nullable Duration retryAfter;

    public ProviderException(ProviderFault fault, String message) {
        this(fault, message, 0, null);
    }

    ProviderException(ProviderFault fault, String message, int status, @Nullable Duration retryAfter) {
        super(requireNonNull(message, "message"), null, false, false);
        this.fault = requireNonNull(fault, "fault");
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public ProviderFault fault() {
        return fault;
    }

    /** The HTTP status, 0 when there was none. */
    public int status() {
        return status;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
