package io.atrium.integration.catalog;

import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.topic.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells webhook-gateway of a source: its settings, and its secrets sealed under the key that both hold. */
@ApplicationScoped
class Sources {

    private static final String TYPE = "io.atrium.webhook-source.state";

    private final Outbox outbox;
    private final Vault vault;

    Sources(Outbox outbox, Vault vault) {
        this.outbox = outbox;
        this.vault = vault;
    }

    /** In the current tenant transaction, after the integration's version has grown. */
    Uni<Void> publish(IntegrationEntity integration, List<SecretEntity> secrets) {
        return outbox.publish(OutboxMessage.of(
                Topics.WEBHOOK_SOURCES,
                key(integration),
                TYPE,
                integration.organizationId(),
                integration.id().toString(),
                state(integration, secrets)));
    }

    Uni<Void> withdraw(IntegrationEntity integration) {
        return outbox.publish(
                OutboxMessage.tombstone(Topics.WEBHOOK_SOURCES, key(integration), TYPE, integration.organizationId()));
    }

    private Map<String, Object> state(IntegrationEntity integration, List<SecretEntity> secrets) {
        WebhookSettings webhook = integration.webhook();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("organization_id", integration.organizationId());
        state.put("source", integration.source());
        state.put("integration_id", integration.id());
        state.put("provider", integration.provider().text());
        state.put("scheme", webhook.scheme().text());
        state.put("secrets", secrets(integration, secrets));
        state.put("header", webhook.header());
        state.put("algorithm", webhook.algorithm());
        state.put("encoding", webhook.encoding());
        state.put("prefix", webhook.prefix());
        state.put("timestamp_header", webhook.timestampHeader());
        state.put("event_id", webhook.eventId());
        state.put("entity_id", webhook.entityId());
        state.put("enabled", integration.enabled());
        state.put("version", integration.version());
        return state;
    }

    private List<Map<String, Object>> secrets(IntegrationEntity integration, List<SecretEntity> secrets) {
        List<Map<String, Object>> sealed = new ArrayList<>();
        for (SecretEntity secret : secrets) {
            UUID organization = integration.organizationId();
            Instant expires = secret.expiresAt();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", secret.id());
            entry.put("ciphertext", vault.forTopic(organization, secret, key(integration)));
            entry.put("expires_at", expires == null ? null : expires.toString());
            sealed.add(entry);
        }
        return sealed;
    }

    private static String key(IntegrationEntity integration) {
        return integration.organizationId() + "/" + integration.source();
    }
}
