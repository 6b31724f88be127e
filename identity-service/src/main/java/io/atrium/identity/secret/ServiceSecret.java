package io.atrium.identity.secret;

import io.atrium.kit.secrets.SecretBox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** SECRET_KEY, never used as it is: a box for what is stored sealed, and one HMAC-SHA256 key for each purpose. */
@Singleton
public final class ServiceSecret {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretBox box;
    private final byte[] secret;

    ServiceSecret(@ConfigProperty(name = "identity.secret-key") String secretKey) {
        this.box = SecretBox.of(secretKey);
        this.secret = secretKey.getBytes(StandardCharsets.UTF_8);
    }

    public SecretBox box() {
        return box;
    }

    /** The same purpose always gives the same key. */
    public Purpose purpose(String name) {
        return new Purpose(mac(secret, ("atrium identity " + name).getBytes(StandardCharsets.UTF_8)));
    }

    /** One derived key. */
    public static final class Purpose {

        private final byte[] key;

        private Purpose(byte[] key) {
            this.key = key;
        }

        /** 32 bytes. */
        public byte[] hmac(byte[] data) {
            return mac(key, data);
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
