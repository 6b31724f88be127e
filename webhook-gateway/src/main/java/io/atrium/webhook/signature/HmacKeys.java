package io.atrium.webhook.signature;

import java.security.MessageDigest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A source's HMAC keys, prepared once; a key past its end is passed over. */
final class HmacKeys {

    private final MacAlgorithm algorithm;
    private final SecretKeySpec[] keys;
    private final long[] expiries;

    HmacKeys(MacAlgorithm algorithm, List<SigningSecret> secrets, Function<String, byte[]> decode) {
        this.algorithm = algorithm;
        this.keys = new SecretKeySpec[secrets.size()];
        this.expiries = new long[secrets.size()];
        for (int i = 0; i < keys.length; i++) {
            byte[] key = decode.apply(secrets.get(i).text());
            if (key.length == 0) {
                throw new IllegalArgumentException("an empty secret");
            }
            keys[i] = algorithm.key(key);
            expiries[i] = secrets.get(i).expiresAtSecond();
        }
    }

    /** Whether a key that is good at {@code now} gives one of the signatures over head and body. */
    boolean match(byte[] head, byte[] body, List<byte[]> signatures, long now) {
        return match(
                mac -> {
                    mac.update(head);
                    mac.update(body);
                },
                signatures,
                now);
    }

    /** The same over what is signed in parts. */
    boolean match(Consumer<Mac> signed, List<byte[]> signatures, long now) {
        boolean matched = false;
        for (int i = 0; i < keys.length; i++) {
            if (expiries[i] > now) {
                byte[] expected = algorithm.sign(keys[i], signed);
                for (byte[] signature : signatures) {
                    matched |= MessageDigest.isEqual(expected, signature);
                }
            }
            if (matched) {
                return true;
            }
        }
        return false;
    }
}
