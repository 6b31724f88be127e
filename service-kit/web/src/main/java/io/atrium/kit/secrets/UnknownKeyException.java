package io.atrium.kit.secrets;

/** Something is sealed under a key that this process was not given. */
public final class UnknownKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownKeyException(String keyId, String setting) {
        super("Sealed under key " + keyId + ", which is neither " + setting + " nor in " + setting
                + "_PREVIOUS: add the earlier key to " + setting + "_PREVIOUS");
    }
}
