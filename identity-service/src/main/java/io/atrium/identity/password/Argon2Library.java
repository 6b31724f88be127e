package io.atrium.identity.password;

import java.util.Optional;

/** Computes Argon2id, version 0x13 (RFC 9106), without secret and associated data. May be called by many threads. */
interface Argon2Library {

    /** libargon2 where it can be loaded, else Bouncy Castle: the same bytes for about twice the CPU. */
    static Argon2Library best() {
        Optional<Argon2Library> loaded = NativeArgon2.load();
        return loaded.orElseGet(JavaArgon2::new);
    }

    /**
     * @param cost what it costs
     * @param length bytes of the result
     */
    byte[] derive(byte[] password, byte[] salt, Argon2id cost, int length);

    /** What an operator knows it by. */
    String name();
}
