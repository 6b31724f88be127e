package io.atrium.webhook.intake.batch;

import io.atrium.kit.problem.ErrorCode;

/** A body is no batch; the message says why. */
final class MalformedBatchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    MalformedBatchException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
