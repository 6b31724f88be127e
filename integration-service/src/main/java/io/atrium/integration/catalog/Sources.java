package io.atrium.integration.catalog;

import io.atrium.contracts.WebhookSourceState;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells webhook-gateway of a source: its settings, and its secrets sealed under the key that both hold. */
@ApplicationScoped
class Sources {

    private final Outbox outbox;
    private final SecretSealer sealer;

    Sources(Outbox outbox, SecretSealer sealer) {
        this.outbox = outbox;
        this.sealer = sealer;
    }

    /** In the current tenant transaction, after the integration's version has grown. */
    Uni<Void> publish(IntegrationEntity integration, List<SecretEntity> secrets) {
        return outbox.publish(message(integration, secrets));
    }

    OutboxMessage message(IntegrationEntity integration, List<SecretEntity> secrets) {
        return OutboxMessage.of(
                WebhookSourceState.MESSAGE,
                key(integration),
                integration.organizationId(),
                integration.id().toString(),
                state(integration, secrets));
    }

    Uni<Void> withdraw(IntegrationEntity integration) {
        return outbox.publish(
                OutboxMessage.tombstone(WebhookSourceState.MESSAGE, key(integration), integration.organizationId()));
    }

    private WebhookSourceState state(IntegrationEntity integration, List<SecretEntity> secrets) {
        WebhookSettings webhook = integration.webhook();
        return new WebhookSourceState(
                integration.organizationId(),
                integration.source(),
                integration.id(),
                integration.provider().text(),
                webhook.scheme(),
                secrets.stream().map(secret -> sealed(integration, secret)).toList(),
                webhook.header(),
                webhook.algorithm(),
                webhook.encoding(),
                webhook.prefix(),
                webhook.timestampHeader(),
                webhook.eventId(),
                webhook.entityId(),
                integration.enabled(),
                integration.version());
    }

    private WebhookSourceState.Secret sealed(IntegrationEntity integration, SecretEntity secret) {
        if (sealer.isOutdated(secret.ciphertext())) {
            secret.sealedAnew(sealer.resealSecret(integration.organizationId(), secret.id(), secret.ciphertext()));
        }
        return new WebhookSourceState.Secret(
                secret.id().toString(),
                sealer.forTopic(integration.organizationId(), secret, key(integration)),
                secret.expiresAt());
    }

    private static String key(IntegrationEntity integration) {
        return WebhookSourceState.key(integration.organizationId(), integration.source());
    }
}
