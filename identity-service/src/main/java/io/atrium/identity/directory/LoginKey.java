package io.atrium.identity.directory;

import java.util.Arrays;

/** A keyed hash of an e-mail address: 32 bytes of HMAC-SHA256 over its normalised form. */
public record LoginKey(byte[] bytes) {

    private static final int LENGTH = 32;

    public LoginKey {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A login key has " + LENGTH + " bytes");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoginKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "LoginKey";
    }
}
