package io.atrium.kit.token;

/** A token that is refused, with the reason for a log at DEBUG; the client is told nothing but 401. */
final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidTokenException(String reason) {
        super(reason);
    }

    /** Without a stack: anybody can cause it, as often as they like. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
