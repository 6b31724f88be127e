package io.atrium.integration.source;

import io.atrium.contracts.WebhookSourceState;
import io.atrium.integration.secret.SourceSecrets;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes sources for webhook-gateway: the settings, and the secrets encrypted under the key that both services hold. */
@ApplicationScoped
public class Sources {

    private final Outbox outbox;

    Sources(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In the current tenant transaction, after the version of the integration was raised. */
    public Uni<Void> publish(WebhookSource source, SourceSecrets secrets) {
        return outbox.publish(message(source, secrets));
    }

    public OutboxMessage message(WebhookSource source, SourceSecrets secrets) {
        return OutboxMessage.of(
                WebhookSourceState.MESSAGE,
                key(source),
                source.organizationId(),
                source.integrationId().toString(),
                state(source, secrets));
    }

    /** Removes the source from the topic. */
    public Uni<Void> withdraw(WebhookSource source) {
        return outbox.publish(
                OutboxMessage.tombstone(WebhookSourceState.MESSAGE, key(source), source.organizationId()));
    }

    private static WebhookSourceState state(WebhookSource source, SourceSecrets secrets) {
        WebhookSettings webhook = source.settings();
        return new WebhookSourceState(
                source.organizationId(),
                webhook.source(),
                source.integrationId(),
                source.provider(),
                webhook.scheme(),
                secrets.forTopic(key(source)),
                webhook.header(),
                webhook.algorithm(),
                webhook.encoding(),
                webhook.prefix(),
                webhook.timestampHeader(),
                webhook.eventId(),
                webhook.entityId(),
                source.enabled(),
                source.version());
    }

    private static String key(WebhookSource source) {
        return WebhookSourceState.key(source.organizationId(), source.settings().source());
    }
}
