package io.atrium.kit.text;

/** A text that breaks its rule; the message completes the sentence "the field …" and repeats nothing of the text. */
public final class TextRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TextRefusedException(String message) {
        super(message);
    }

    static TextRefusedException tooLong(int most) {
        return new TextRefusedException("must have at most " + most + " characters");
    }

    /** Without a stack: it is an answer to a client, made once a request. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
