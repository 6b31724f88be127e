package io.atrium.kit.outbox;

/** A message that cannot be sent for its own sake. */
final class UnsendableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsendableException(String reason) {
        super(reason, null, false, false);
    }
}
