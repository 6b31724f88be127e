package io.atrium.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106) hashes in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memoryKib memory in KiB
 */
record Argon2id(int memoryKib, int iterations, int parallelism) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    String hash(Argon2Library library, String password) {
        byte[] salt = random(SALT_BYTES);
        return encode(salt, derive(library, password, salt, HASH_BYTES));
    }

    /** A hash of no password, at this cost: verifying against it takes as long as against any other. */
    String nobodys() {
        return encode(random(SALT_BYTES), random(HASH_BYTES));
    }

    private String encode(byte[] salt, byte[] hash) {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib, iterations, parallelism, encoder.encodeToString(salt), encoder.encodeToString(hash));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static boolean isOne(String encoded) {
        return PHC.matcher(encoded).matches();
    }

    /** Whether a hash was made at this cost. */
    boolean made(String encoded) {
        Matcher phc = PHC.matcher(encoded);
        return phc.matches() && cost(phc).equals(this);
    }

    static boolean verify(Argon2Library library, String password, String encoded) {
        Matcher phc = PHC.matcher(encoded);
        if (!phc.matches()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] salt = Base64.getDecoder().decode(phc.group(4));
        return MessageDigest.isEqual(expected, cost(phc).derive(library, password, salt, expected.length));
    }

    private static Argon2id cost(Matcher phc) {
        return new Argon2id(
                Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
    }

    private byte[] derive(Argon2Library library, String password, byte[] salt, int length) {
        return library.derive(password.getBytes(StandardCharsets.UTF_8), salt, this, length);
    }
}
