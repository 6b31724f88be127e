package io.atrium.integration.catalog;

import io.atrium.integration.secret.Expiry;
import io.atrium.integration.secret.NewSecret;
import io.atrium.integration.secret.WebhookSecrets;
import io.atrium.integration.source.Sources;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Replaces a source's secret. The old one is accepted until the overlap ends; removing it then is due work. */
@ApplicationScoped
class SecretRotation implements WorkHandler {

    private static final Duration PAUSE_AFTER_FAILURES = Duration.ofHours(1);

    private final TenantTransaction transaction;
    private final IngestTransaction ingest;
    private final IntegrationRepository integrations;
    private final WebhookSecrets secrets;
    private final Sources sources;
    private final WorkQueue queue;

    SecretRotation(
            TenantTransaction transaction,
            IngestTransaction ingest,
            IntegrationRepository integrations,
            WebhookSecrets secrets,
            Sources sources,
            WorkQueue queue) {
        this.transaction = transaction;
        this.ingest = ingest;
        this.integrations = integrations;
        this.secrets = secrets;
        this.sources = sources;
        this.queue = queue;
    }

    Uni<SecretResponse> rotate(UUID integrationId, Preconditions preconditions, RotateSecretRequest request) {
        return transaction.run(() -> integrations
                .lock(integrationId)
                .invoke(integration -> preconditions.check(integration.version()))
                .chain(integration -> rotate(integration, request)));
    }

    private Uni<SecretResponse> rotate(IntegrationEntity integration, RotateSecretRequest request) {
        integration.touch();
        return secrets.replace(
                        integration.organizationId(),
                        integration.id(),
                        integration.webhook().scheme(),
                        request.secret(),
                        request.overlap())
                .call(integrations::flushNow)
                .call(fresh -> sources.publish(integration.webhookSource(), fresh.secrets()))
                .call(fresh -> enqueueExpiry(integration, fresh, request.overlap()))
                .map(SecretResponse::of);
    }

    private Uni<Void> enqueueExpiry(IntegrationEntity integration, NewSecret fresh, Duration overlap) {
        return fresh.previousExpiresAt() == null
                ? Uni.createFrom().voidItem()
                : queue.enqueue(
                        integration.organizationId(),
                        WorkKind.SECRET_EXPIRY,
                        integration.id().toString(),
                        overlap);
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SECRET_EXPIRY;
    }

    /** Removes what has expired, and is due again when the next secret expires. */
    @Override
    public Uni<Void> run(WorkItem item) {
        return transaction
                .run(TenantScope.system(item.organizationId(), null), () -> expire(UUID.fromString(item.ref())))
                .chain(wait -> ingest.run(
                        Set.of(item.organizationId()),
                        connection -> wait.isZero()
                                ? queue.complete(connection, item)
                                : queue.postpone(connection, item, wait)));
    }

    /** An expired secret must be removed: the work is tried again, every hour. */
    @Override
    public Uni<Void> giveUp(WorkItem item) {
        return ingest.run(
                Set.of(item.organizationId()), connection -> queue.postpone(connection, item, PAUSE_AFTER_FAILURES));
    }

    private Uni<Duration> expire(UUID integrationId) {
        return integrations
                .findById(integrationId)
                .chain(integration -> integration == null
                        ? Uni.createFrom().item(Duration.ZERO)
                        : secrets.expire(integrationId)
                                .call(expiry -> publish(integration, expiry))
                                .map(Expiry::next));
    }

    private Uni<Void> publish(IntegrationEntity integration, Expiry expiry) {
        if (!expiry.removed()) {
            return Uni.createFrom().voidItem();
        }
        integration.touch();
        return integrations.flushNow().chain(() -> sources.publish(integration.webhookSource(), expiry.secrets()));
    }
}
