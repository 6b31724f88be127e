package io.atrium.integration.secret;

import io.atrium.contracts.WebhookSourceState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one webhook source, newest first, in the transaction that read them: one, or two while a secret is
 * rotated.
 */
public final class SourceSecrets {

    /**
     * A secret without its text.
     *
     * @param expiresAt null until it is rotated
     */
    public record Valid(
            UUID id, Instant createdAt, @Nullable Instant expiresAt) {}

    private final SecretSealer sealer;
    private final List<SecretEntity> entities;

    SourceSecrets(SecretSealer sealer, List<SecretEntity> entities) {
        this.sealer = sealer;
        this.entities = List.copyOf(entities);
    }

    /** The secrets that have not expired. */
    public List<Valid> valid(Instant now) {
        return entities.stream()
                .filter(secret -> !secret.isExpired(now))
                .map(secret -> new Valid(secret.id(), secret.createdAt(), secret.expiresAt()))
                .toList();
    }

    /** The secrets encrypted for the record with this key; a row under an earlier SECRET_KEY is encrypted again. */
    public List<WebhookSourceState.Secret> forTopic(String topicKey) {
        return entities.stream().map(secret -> forTopic(secret, topicKey)).toList();
    }

    List<SecretEntity> entities() {
        return entities;
    }

    private WebhookSourceState.Secret forTopic(SecretEntity secret, String topicKey) {
        if (sealer.isOutdated(secret.ciphertext())) {
            secret.sealedAnew(sealer.reseal(secret.organizationId(), secret.id(), secret.ciphertext()));
        }
        return new WebhookSourceState.Secret(
                secret.id().toString(), sealer.forTopic(secret, topicKey), secret.expiresAt());
    }
}
