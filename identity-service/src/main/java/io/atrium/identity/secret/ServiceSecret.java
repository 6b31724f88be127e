package io.atrium.identity.secret;

import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.SecretKeys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SECRET_KEY, never used as it is: a box for what is stored sealed, and one HMAC-SHA256 key for each purpose. The keys of
 * SECRET_KEY_PREVIOUS open what they sealed, and give the hashes that may still be stored.
 */
@Singleton
public final class ServiceSecret {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretBox box;
    private final List<byte[]> secrets;

    ServiceSecret(SecretSettings settings) {
        SecretKeys keys = SecretKeys.of("SECRET_KEY", settings.secretKey(), settings.secretKeyPrevious());
        this.box = SecretBox.of(keys);
        this.secrets = keys.all().stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    public SecretBox box() {
        return box;
    }

    /** The same purpose always gives the same key. */
    public Purpose purpose(String name) {
        byte[] label = ("atrium identity " + name).getBytes(StandardCharsets.UTF_8);
        return new Purpose(secrets.stream().map(secret -> mac(secret, label)).toList());
    }

    /** One derived key, and what it was under each earlier key of this service. */
    public static final class Purpose {

        private final List<byte[]> keys;

        private Purpose(List<byte[]> keys) {
            this.keys = keys;
        }

        /** 32 bytes. */
        public byte[] hmac(byte[] data) {
            return mac(keys.get(0), data);
        }

        /** What it was under each earlier key, the newest first; empty without SECRET_KEY_PREVIOUS. */
        public List<byte[]> earlier(byte[] data) {
            return keys.stream().skip(1).map(key -> mac(key, data)).toList();
        }
    }

    private static byte[] mac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
