package io.atrium.integration.catalog;

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

/** Makes secrets and credentials, seals them for the database and for the topic of sources. */
@ApplicationScoped
class SecretSealer {

    private static final String STANDARD_PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;

    private final SecretBox atRest;
    private final SecretBox onTopic;
    private final SecureRandom random = new SecureRandom();

    SecretSealer(CatalogConfig config) {
        CatalogConfig.Secrets secrets = config.secrets();
        this.atRest = SecretBox.of(SecretKeys.of("SECRET_KEY", secrets.key(), secrets.keyPrevious()));
        this.onTopic = SecretBox.of(config.secrets().sourceKey());
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

    String newCredential() {
        return "atr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    String sealSecret(UUID organizationId, UUID secretId, String secret) {
        return atRest.seal(secret.getBytes(UTF_8), secretContext(organizationId, secretId));
    }

    /** The same secret, sealed for the topic under its record's key. */
    String forTopic(UUID organizationId, SecretEntity secret, String topicKey) {
        return onTopic.seal(atRest.open(secret.ciphertext(), secretContext(organizationId, secret.id())), topicKey);
    }

    /** Whether the text is under an earlier key of this service, and so wants to be sealed anew. */
    boolean isOutdated(String sealed) {
        return !atRest.isCurrent(sealed) && atRest.canOpen(sealed);
    }

    String resealSecret(UUID organizationId, UUID secretId, String sealed) {
        return atRest.reseal(sealed, secretContext(organizationId, secretId));
    }

    String resealCredential(UUID organizationId, UUID integrationId, String sealed) {
        return atRest.reseal(sealed, credentialContext(organizationId, integrationId));
    }

    String sealCredential(UUID organizationId, UUID integrationId, String credential) {
        return atRest.seal(credential.getBytes(UTF_8), credentialContext(organizationId, integrationId));
    }

    String openCredential(UUID organizationId, UUID integrationId, String sealed) {
        return new String(atRest.open(sealed, credentialContext(organizationId, integrationId)), UTF_8);
    }

    private static String secretContext(UUID organizationId, UUID secretId) {
        return "webhook-secret/" + organizationId + "/" + secretId;
    }

    private static String credentialContext(UUID organizationId, UUID integrationId) {
        return "credential/" + organizationId + "/" + integrationId;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
