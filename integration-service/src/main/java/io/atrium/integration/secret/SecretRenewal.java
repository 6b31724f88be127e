package io.atrium.integration.secret;

import io.atrium.integration.secret.SealedRows.Sealed;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.secrets.KeyUsage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Encrypts what is still under an earlier SECRET_KEY again under the current one, in short transactions of each
 * organization, at the start and at an interval. Reports which keys are still needed. Replicas may run it at the same time.
 * What cannot be opened stays as it is, and an organization that fails waits for the next run: the others go on.
 */
@ApplicationScoped
class SecretRenewal {

    private static final Logger LOG = Logger.getLogger(SecretRenewal.class);
    private static final UUID FIRST = new UUID(0, 0);

    /** Organizations, and rows of one of them, in memory at a time. */
    private static final int BATCH = 100;

    private static final long AGAIN_AFTER_OUTAGE_MILLIS = 10_000;

    private final SealedRows rows;
    private final SecretSealer sealer;
    private final CredentialSealer credentials;
    private final TenantTransaction transaction;
    private final SecretsConfig config;
    private final Vertx vertx;
    private final KeyUsage usage;
    private final AtomicBoolean running = new AtomicBoolean();
    private long timer = -1;

    SecretRenewal(
            SealedRows rows,
            SecretSealer sealer,
            CredentialSealer credentials,
            TenantTransaction transaction,
            SecretsConfig config,
            Vertx vertx,
            MeterRegistry registry) {
        this.rows = rows;
        this.sealer = sealer;
        this.credentials = credentials;
        this.transaction = transaction;
        this.config = config;
        this.vertx = vertx;
        this.usage = new KeyUsage(sealer.atRest(), registry);
    }

    void start(@Observes StartupEvent event) {
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(ignored -> runUnlessRunning());
        timer = vertx.setPeriodic(
                config.renewedEvery().toMillis(), id -> loop.runOnContext(ignored -> runUnlessRunning()));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void runUnlessRunning() {
        if (running.compareAndSet(false, true)) {
            run().subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                failed(failure);
            });
        }
    }

    /** A database that is away for a moment, as at a start, is not waited for until the next run is due. */
    private void failed(Throwable failure) {
        LOG.warnf("Secrets could not be encrypted under the current SECRET_KEY: %s", failure.getMessage());
        if (Outages.isOutage(failure)) {
            vertx.setTimer(AGAIN_AFTER_OUTAGE_MILLIS, again -> runUnlessRunning());
        }
    }

    Uni<Void> run() {
        Uni<Void> renewed = sealer.atRest().hasEarlierKeys()
                ? Batches.walk(FIRST, BATCH, this::organizationsAfter)
                : Uni.createFrom().voidItem();
        return renewed.chain(rows::byKey).invoke(usage::report).replaceWithVoid();
    }

    private Uni<List<UUID>> organizationsAfter(UUID last) {
        return rows.organizations(keyId(), last, BATCH)
                .call(found -> Batches.eachAlone(found, this::organization, SecretRenewal::failed)
                        .invoke(SecretRenewal::logFailed));
    }

    private Uni<Void> organization(UUID id) {
        return Batches.walk(FIRST, BATCH, last -> credentialsAfter(id, last))
                .chain(() -> Batches.walk(FIRST, BATCH, last -> secretsAfter(id, last)));
    }

    private static void failed(UUID organizationId, Throwable failure) {
        LOG.debugf(failure, "Secrets of organization %s stay under an earlier SECRET_KEY", organizationId);
    }

    private static void logFailed(int organizations) {
        if (organizations > 0) {
            LOG.warnf(
                    "Secrets of %d organizations stay under an earlier SECRET_KEY, trying again later",
                    (Integer) organizations);
        }
    }

    private Uni<List<UUID>> credentialsAfter(UUID organizationId, UUID last) {
        return inTransaction(
                organizationId,
                () -> rows.credentials(keyId(), last, BATCH),
                row -> credentials.renew(organizationId, row));
    }

    private Uni<List<UUID>> secretsAfter(UUID organizationId, UUID last) {
        return inTransaction(
                organizationId,
                () -> rows.secrets(keyId(), last, BATCH),
                row -> rows.replaceSecret(organizationId, row, sealer.reseal(organizationId, row.id(), row.text())));
    }

    /** One transaction for each batch. A text under an unknown key stays as it is. */
    private Uni<List<UUID>> inTransaction(
            UUID organizationId, Supplier<Uni<List<Sealed>>> list, Function<Sealed, Uni<Void>> renew) {
        return transaction
                .run(
                        TenantScope.system(organizationId, null),
                        () -> list.get()
                                .call(found -> Batches.inOrder(
                                        found.stream()
                                                .filter(row -> sealer.isOutdated(row.text()))
                                                .toList(),
                                        row -> unlessUnreadable(organizationId, row, renew))))
                .map(found -> found.stream().map(Sealed::id).toList());
    }

    /** One that cannot be opened keeps no other from being renewed; nothing was written for it. */
    private static Uni<Void> unlessUnreadable(UUID organizationId, Sealed row, Function<Sealed, Uni<Void>> renew) {
        return Uni.createFrom()
                .deferred(() -> renew.apply(row))
                .onFailure(IllegalArgumentException.class)
                .invoke(failure -> LOG.errorf("A secret of organization %s: %s", organizationId, failure.getMessage()))
                .onFailure(IllegalArgumentException.class)
                .recoverWithNull();
    }

    private String keyId() {
        return sealer.atRest().keyId();
    }
}
