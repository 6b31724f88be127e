package io.atrium.integration.catalog;

import io.atrium.contracts.Topics;
import io.atrium.integration.secret.WebhookSecrets;
import io.atrium.integration.source.Sources;
import io.atrium.kit.outbox.CompactedState;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the current state of a webhook source from its integration, for the topic of sources. */
@ApplicationScoped
class SourceCurrentState implements CompactedState {

    private final IntegrationRepository integrations;
    private final WebhookSecrets secrets;
    private final Sources sources;
    private final TenantTransaction transaction;

    SourceCurrentState(
            IntegrationRepository integrations,
            WebhookSecrets secrets,
            Sources sources,
            TenantTransaction transaction) {
        this.integrations = integrations;
        this.secrets = secrets;
        this.sources = sources;
        this.transaction = transaction;
    }

    @Override
    public String topic() {
        return Topics.WEBHOOK_SOURCES;
    }

    /** The key is {@code <organization>/<source>}, see {@link io.atrium.contracts.WebhookSourceState#key}. */
    @Override
    public Uni<Optional<OutboxMessage>> current(@Nullable UUID organizationId, String key) {
        int slash = key.indexOf('/');
        UUID organization = UUID.fromString(key.substring(0, slash));
        String source = key.substring(slash + 1);
        return transaction.read(
                TenantScope.system(organization, null),
                () -> integrations
                        .bySource(source)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(Optional.<OutboxMessage>empty())
                                : secrets.of(found.get().id())
                                        .map(known -> Optional.of(
                                                sources.message(found.get().webhookSource(), known)))));
    }
}
