package io.atrium.webhook.signature;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The HMACs in use, each with one {@link Mac} a thread: making one costs more than using it. */
enum MacAlgorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String jcaName;
    private final FastThreadLocal<Mac> macs;

    MacAlgorithm(String jcaName) {
        this.jcaName = jcaName;
        this.macs = new FastThreadLocal<>() {
            @Override
            protected Mac initialValue() throws GeneralSecurityException {
                return Mac.getInstance(jcaName);
            }
        };
    }

    /** SHA-256 when nothing is set; SHA-1 has to be named. */
    static MacAlgorithm of(@Nullable String name) {
        if (name == null) {
            return SHA256;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sha256" -> SHA256;
            case "sha512" -> SHA512;
            case "sha1" -> SHA1;
            default -> throw new IllegalArgumentException("unknown algorithm " + name);
        };
    }

    SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, jcaName);
    }

    byte[] sign(SecretKeySpec key, byte[] head, byte[] body) {
        return sign(key, mac -> {
            mac.update(head);
            mac.update(body);
        });
    }

    /** Over what is given to the MAC in parts. */
    byte[] sign(SecretKeySpec key, Consumer<Mac> signed) {
        Mac mac = macs.get();
        try {
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a prepared key does not fit " + jcaName, e);
        }
        signed.accept(mac);
        return mac.doFinal();
    }
}
