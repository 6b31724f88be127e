package io.atrium.identity.signing;

import io.atrium.kit.digest.Sha256;
import io.atrium.kit.secrets.SecretBox;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Makes RSA keys of 2048 bits and turns them into what is stored and shown. */
final class RsaKeys {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private RsaKeys() {}

    /** A new key. Its {@code kid} is its thumbprint (RFC 7638). */
    record Generated(String kid, String publicJwk, String sealedKey) {}

    static Generated generate(SecretBox box) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            String n = unsigned(key.getModulus());
            String e = unsigned(key.getPublicExponent());
            String kid = thumbprint(n, e);
            String jwk = new JsonObject()
                    .put("kty", "RSA")
                    .put("kid", kid)
                    .put("use", "sig")
                    .put("alg", "RS256")
                    .put("n", n)
                    .put("e", e)
                    .encode();
            return new Generated(kid, jwk, box.seal(pair.getPrivate().getEncoded(), context(kid)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
    }

    static PrivateKey open(SigningKeyRow row, SecretBox box) {
        try {
            byte[] encoded = box.open(row.sealedKey(), context(row.kid()));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Signing key " + row.kid() + " cannot be read: " + e.getMessage()
                            + ". SECRET_KEY_PREVIOUS has to list the key it was sealed under",
                    e);
        }
    }

    /** The sealed text under the current key. */
    static String reseal(SigningKeyRow row, SecretBox box) {
        return box.reseal(row.sealedKey(), context(row.kid()));
    }

    private static String context(String kid) {
        return "signing-key/" + kid;
    }

    private static String thumbprint(String n, String e) throws GeneralSecurityException {
        String canonical = "{\"e\":\"" + e + "\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}";
        return BASE64URL.encodeToString(Sha256.of(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private static String unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return BASE64URL.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }
}
