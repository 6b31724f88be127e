package io.atrium.kit.json;

/** A text is not JSON, or exceeds a limit. The message says which, as in "is no JSON". */
public final class JsonRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonRefusedException(String message) {
        super(message, null, false, false);
    }
}
