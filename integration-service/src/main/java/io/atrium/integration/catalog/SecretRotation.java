package io.atrium.integration.catalog;

import io.atrium.contracts.SignatureScheme;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.id.Ids;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replaces a source's secret: the old one stays good for the overlap, and its end is due work. */
@ApplicationScoped
class SecretRotation implements WorkHandler {

    private static final Duration PAUSE_AFTER_FAILURES = Duration.ofHours(1);

    private final TenantTransaction transaction;
    private final IngestTransaction ingest;
    private final IntegrationRepository integrations;
    private final SecretRepository secrets;
    private final SecretSealer sealer;
    private final Sources sources;
    private final WorkQueue queue;

    SecretRotation(
            TenantTransaction transaction,
            IngestTransaction ingest,
            IntegrationRepository integrations,
            SecretRepository secrets,
            SecretSealer sealer,
            Sources sources,
            WorkQueue queue) {
        this.transaction = transaction;
        this.ingest = ingest;
        this.integrations = integrations;
        this.secrets = secrets;
        this.sealer = sealer;
        this.sources = sources;
        this.queue = queue;
    }

    Uni<SecretResponse> rotate(UUID integrationId, RotateSecretRequest request) {
        return transaction.run(() -> integrations
                .require(integrationId)
                .chain(integration -> secrets.of(integrationId).chain(known -> rotate(integration, known, request))));
    }

    /** Writes the first secret of a new integration. */
    Uni<String> first(IntegrationEntity integration, @Nullable String given) {
        SignatureScheme scheme = integration.webhook().scheme();
        String secret = given == null ? sealer.newSecret(scheme) : SecretRules.require("webhook.secret", scheme, given);
        SecretEntity entity = entity(integration, secret);
        return secrets.persist(entity)
                .chain(() -> sources.publish(integration, List.of(entity)))
                .replaceWith(secret);
    }

    private Uni<SecretResponse> rotate(
            IntegrationEntity integration, List<SecretEntity> known, RotateSecretRequest request) {
        SignatureScheme scheme = integration.webhook().scheme();
        String secret = request.secret() == null
                ? sealer.newSecret(scheme)
                : SecretRules.require("secret", scheme, request.secret());
        SecretEntity fresh = entity(integration, secret);
        List<SecretEntity> kept = new ArrayList<>();
        List<SecretEntity> removed = new ArrayList<>(known);
        kept.add(fresh);
        Instant end = Instant.now().truncatedTo(ChronoUnit.MICROS).plusSeconds(request.overlap());
        if (request.overlap() > 0 && !known.isEmpty()) {
            SecretEntity previous = removed.remove(0);
            previous.expireAt(end);
            kept.add(previous);
        }
        integration.touch();
        return secrets.remove(removed)
                .chain(() -> secrets.persist(fresh))
                .chain(integrations::flushNow)
                .chain(() -> sources.publish(integration, kept))
                .chain(() -> kept.size() > 1
                        ? queue.enqueue(
                                integration.organizationId(),
                                WorkKind.SECRET_EXPIRY,
                                integration.id().toString(),
                                Duration.ofSeconds(request.overlap()))
                        : Uni.createFrom().voidItem())
                .replaceWith(() -> new SecretResponse(fresh.id(), secret, kept.size() > 1 ? end : null));
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SECRET_EXPIRY;
    }

    /** Removes what has expired, and comes back for what has not. */
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

    /** A secret that has expired has to go: it is tried again, slowly. */
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
                        : secrets.of(integrationId).chain(known -> expire(integration, known)));
    }

    private Uni<Duration> expire(IntegrationEntity integration, List<SecretEntity> known) {
        Instant now = Instant.now();
        List<SecretEntity> expired =
                known.stream().filter(secret -> secret.isExpired(now)).toList();
        List<SecretEntity> kept =
                known.stream().filter(secret -> !secret.isExpired(now)).toList();
        Duration wait = kept.stream()
                .map(SecretEntity::expiresAt)
                .filter(end -> end != null)
                .map(end -> Duration.between(now, end).plusMillis(1))
                .findFirst()
                .orElse(Duration.ZERO);
        if (expired.isEmpty()) {
            return Uni.createFrom().item(wait);
        }
        integration.touch();
        return secrets.remove(expired)
                .chain(integrations::flushNow)
                .chain(() -> sources.publish(integration, kept))
                .replaceWith(wait);
    }

    private SecretEntity entity(IntegrationEntity integration, String secret) {
        UUID id = Ids.next();
        return new SecretEntity(
                integration.organizationId(),
                integration.id(),
                id,
                sealer.sealSecret(integration.organizationId(), id, secret));
    }
}
