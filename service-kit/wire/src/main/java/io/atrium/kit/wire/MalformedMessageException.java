package io.atrium.kit.wire;

/** A message that RFC 9112 does not allow; it carries the answer and no stack. */
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    MalformedMessageException(Refusal refusal, String reason) {
        super(reason, null, false, false);
        this.refusal = refusal;
    }

    static MalformedMessageException of(String reason) {
        return new MalformedMessageException(Refusal.MALFORMED_REQUEST, reason);
    }

    Refusal refusal() {
        return refusal;
    }
}
