package io.atrium.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/** A provider's Ed25519 key. */
public final class Ed25519Signing {

    private static final int RAW_LENGTH = 32;

    private final KeyPair pair;

    private Ed25519Signing(KeyPair pair) {
        this.pair = pair;
    }

    public static Ed25519Signing generate() {
        try {
            return new Ed25519Signing(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The {@code whpk_} key that the source has. */
    public String publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
        return "whpk_" + Base64.getEncoder().encodeToString(raw);
    }

    /** The {@code webhook-signature} for it. */
    public String sign(String id, long timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            signature.update(body);
            return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
