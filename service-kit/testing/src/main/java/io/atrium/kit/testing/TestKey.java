package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The RSA key that signs the tests' tokens. It is public in this repository and good for nothing else. */
final class TestKey {

    static final String ID = "test-key";

    private static final RSAPrivateCrtKey KEY = read();

    private TestKey() {}

    static PrivateKey privateKey() {
        return KEY;
    }

    /** The public half as a JWK (RFC 7517). */
    static Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("kid", ID);
        jwk.put("use", "sig");
        jwk.put("alg", "RS256");
        jwk.put("n", base64Url(KEY.getModulus().toByteArray()));
        jwk.put("e", base64Url(KEY.getPublicExponent().toByteArray()));
        return jwk;
    }

    private static String base64Url(byte[] signed) {
        int sign = signed.length > 1 && signed[0] == 0 ? 1 : 0;
        byte[] magnitude = java.util.Arrays.copyOfRange(signed, sign, signed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }

    private static RSAPrivateCrtKey read() {
        try (InputStream in = TestKey.class.getResourceAsStream("test-signing-key.pem")) {
            if (in == null) {
                throw new IllegalStateException("the test key is missing");
            }
            String pem = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the test key cannot be read", e);
        }
    }
}
