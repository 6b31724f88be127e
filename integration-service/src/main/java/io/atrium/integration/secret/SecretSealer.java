package io.atrium.integration.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.secrets.SecretKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Makes webhook secrets, and encrypts them for the database and for the topic of sources. */
@ApplicationScoped
class SecretSealer {

    private static final String STANDARD_PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;

    private final SecretBox atRest;
    private final SecretBox onTopic;
    private final SecureRandom random = new SecureRandom();

    SecretSealer(SecretsConfig config) {
        this.atRest = SecretBox.of(SecretKeys.of("SECRET_KEY", config.key(), config.keyPrevious()));
        this.onTopic = SecretBox.of(config.sourceKey());
    }

    /** A key that is too short ends the start, not the first request. */
    void start(@Observes StartupEvent event) {}

    SecretBox atRest() {
        return atRest;
    }

    /** A secret of the form that the scheme's provider gives it. */
    String newSecret(SignatureScheme scheme) {
        byte[] bytes = random(SECRET_BYTES);
        return switch (scheme) {
            case STANDARD_WEBHOOKS -> STANDARD_PREFIX + Base64.getEncoder().encodeToString(bytes);
            case STRIPE -> STANDARD_PREFIX + HexFormat.of().formatHex(bytes);
            case SLACK, TWILIO -> HexFormat.of().formatHex(bytes, 0, SECRET_BYTES / 2);
            case SHOPIFY -> HexFormat.of().formatHex(bytes);
            case GITHUB, GENERIC_HMAC -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    String seal(UUID organizationId, UUID secretId, String secret) {
        return atRest.seal(secret.getBytes(UTF_8), context(organizationId, secretId));
    }

    /** The same secret, sealed for the topic under its record's key. */
    String forTopic(SecretEntity secret, String topicKey) {
        return onTopic.seal(atRest.open(secret.ciphertext(), context(secret.organizationId(), secret.id())), topicKey);
    }

    /** Whether the text is under an earlier key of this service, and must be encrypted again. */
    boolean isOutdated(String sealed) {
        return !atRest.isCurrent(sealed) && atRest.canOpen(sealed);
    }

    String reseal(UUID organizationId, UUID secretId, String sealed) {
        return atRest.reseal(sealed, context(organizationId, secretId));
    }

    private static String context(UUID organizationId, UUID secretId) {
        return "webhook-secret/" + organizationId + "/" + secretId;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
