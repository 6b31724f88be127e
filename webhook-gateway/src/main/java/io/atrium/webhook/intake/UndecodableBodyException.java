package io.atrium.webhook.intake;

/** A body is not what its Content-Encoding says, or decodes to more than is accepted. */
public final class UndecodableBodyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    UndecodableBodyException(boolean tooLarge, String message) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    public boolean isTooLarge() {
        return tooLarge;
    }
}
