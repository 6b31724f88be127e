package io.atrium.webhook.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** A source's Ed25519 public keys (RFC 8032), 32 raw bytes each. */
final class Ed25519Keys {

    /** The SubjectPublicKeyInfo of RFC 8410 up to the key's bits. */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW_LENGTH = 32;

    private record Key(PublicKey key, long expiresAt) {}

    private final List<Key> keys = new ArrayList<>();

    Ed25519Keys(List<SigningSecret> secrets, Function<String, byte[]> decode) {
        for (SigningSecret secret : secrets) {
            keys.add(new Key(publicKey(decode.apply(secret.text())), secret.expiresAtSecond()));
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean match(byte[] head, byte[] body, List<byte[]> signatures, long now) {
        for (Key key : keys) {
            for (byte[] signature : signatures) {
                if (key.expiresAt() > now && verify(key.key(), head, body, signature)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean verify(PublicKey key, byte[] head, byte[] body, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(head);
            verifier.update(body);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not there", e);
        }
    }

    private static PublicKey publicKey(byte[] raw) {
        if (raw.length != RAW_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
        byte[] encoded = new byte[SPKI_HEAD.length + RAW_LENGTH];
        System.arraycopy(SPKI_HEAD, 0, encoded, 0, SPKI_HEAD.length);
        System.arraycopy(raw, 0, encoded, SPKI_HEAD.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }
}
