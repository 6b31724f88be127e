package io.atrium.local.operator;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens for the services' {@code /internal} operations (HS256, type {@code service+jwt}), under {@code SERVICE_TOKEN_KEY}
 * or development's key. Whoever has that key is an operator.
 */
final class ServiceToken {

    private static final String NAME = "atrium-operator";
    private static final String DEVELOPMENT = "dev-service-token-key-0123456789abcdef";
    private static final int SECONDS = 30;

    private final byte[] key;

    private ServiceToken(byte[] key) {
        this.key = key;
    }

    static ServiceToken of(Map<String, String> environment) {
        String given = environment.getOrDefault("SERVICE_TOKEN_KEY", "");
        return new ServiceToken((given.isBlank() ? DEVELOPMENT : given).getBytes(StandardCharsets.UTF_8));
    }

    /** A token for one call of a service. */
    String issue(String service) {
        long now = Instant.now().getEpochSecond();
        JsonObject header = new JsonObject().put("alg", "HS256").put("typ", "service+jwt");
        JsonObject claims = new JsonObject()
                .put("iss", NAME)
                .put("sub", NAME)
                .put("aud", service)
                .put("iat", now)
                .put("exp", now + SECONDS)
                .put("jti", UUID.randomUUID().toString());
        String signed = encode(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.encode().getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(hmac(signed));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
