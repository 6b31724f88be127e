package io.atrium.kit.event;

/** Too many bytes already wait for the broker's acknowledgement; nothing was sent. */
public final class SenderOverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SenderOverloadedException(long bytesInFlight) {
        super("Too much waits for the broker already: " + bytesInFlight + " bytes", null, false, false);
    }
}
