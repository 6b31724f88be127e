package io.atrium.integration.catalog;

import io.atrium.integration.catalog.SealedRows.Sealed;
import io.atrium.kit.secrets.KeyUsage;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
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
 * Seals what nobody has used since SECRET_KEY changed under the current key, in short transactions of each organization,
 * at the start and at an interval, and tells which keys are still needed. Replicas may do it at once.
 */
@ApplicationScoped
class SecretRenewal {

    private static final Logger LOG = Logger.getLogger(SecretRenewal.class);
    private static final UUID FIRST = new UUID(0, 0);

    /** Organizations, and rows of one of them, in memory at a time. */
    private static final int BATCH = 100;

    private final SealedRows rows;
    private final Vault vault;
    private final TenantTransaction transaction;
    private final CatalogConfig config;
    private final Vertx vertx;
    private final KeyUsage usage;
    private final AtomicBoolean running = new AtomicBoolean();
    private long timer = -1;

    SecretRenewal(
            SealedRows rows,
            Vault vault,
            TenantTransaction transaction,
            CatalogConfig config,
            Vertx vertx,
            MeterRegistry registry) {
        this.rows = rows;
        this.vault = vault;
        this.transaction = transaction;
        this.config = config;
        this.vertx = vertx;
        this.usage = new KeyUsage(vault.atRest(), registry);
    }

    void start(@Observes StartupEvent event) {
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(ignored -> runUnlessRunning());
        timer = vertx.setPeriodic(
                config.secrets().renewedEvery().toMillis(), id -> loop.runOnContext(ignored -> runUnlessRunning()));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void runUnlessRunning() {
        if (running.compareAndSet(false, true)) {
            run().subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                LOG.warnf("Secrets could not be sealed under the current SECRET_KEY: %s", failure.getMessage());
            });
        }
    }

    Uni<Void> run() {
        Uni<Void> renewed = vault.atRest().hasEarlierKeys()
                ? organizationsAfter(FIRST)
                : Uni.createFrom().voidItem();
        return renewed.chain(rows::byKey).invoke(usage::report).replaceWithVoid();
    }

    private Uni<Void> organizationsAfter(UUID last) {
        return rows.organizations(keyId(), last, BATCH)
                .chain(found -> inOrder(found, this::organization)
                        .chain(() -> found.size() < BATCH
                                ? Uni.createFrom().voidItem()
                                : organizationsAfter(found.get(found.size() - 1))));
    }

    private Uni<Void> organization(UUID id) {
        Function<Sealed, Uni<Void>> credential =
                row -> rows.replaceCredential(id, row, vault.resealCredential(id, row.id(), row.text()));
        Function<Sealed, Uni<Void>> secret =
                row -> rows.replaceSecret(id, row, vault.resealSecret(id, row.id(), row.text()));
        return rowsAfter(id, FIRST, last -> rows.credentials(keyId(), last, BATCH), credential)
                .chain(() -> rowsAfter(id, FIRST, last -> rows.secrets(keyId(), last, BATCH), secret))
                .onFailure(IllegalArgumentException.class)
                .invoke(failure -> LOG.errorf("A secret of organization %s: %s", id, failure.getMessage()))
                .onFailure(IllegalArgumentException.class)
                .recoverWithNull();
    }

    /** One transaction for each batch; what is under a key that is not known stays as it is. */
    private Uni<Void> rowsAfter(
            UUID organizationId, UUID last, Function<UUID, Uni<List<Sealed>>> list, Function<Sealed, Uni<Void>> renew) {
        Supplier<Uni<List<Sealed>>> work = () -> list.apply(last)
                .call(found -> inOrder(
                        found.stream()
                                .filter(row -> vault.isOutdated(row.text()))
                                .toList(),
                        renew));
        return transaction
                .run(TenantScope.system(organizationId, null), work)
                .chain(found -> found.size() < BATCH
                        ? Uni.createFrom().voidItem()
                        : rowsAfter(organizationId, found.get(found.size() - 1).id(), list, renew));
    }

    private String keyId() {
        return vault.atRest().keyId();
    }

    private static <T> Uni<Void> inOrder(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
