package io.atrium.identity.directory;

import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes the places of people who have not logged in from there for long. Replicas may do it at once. */
@ApplicationScoped
class PlacePurge {

    private static final Logger LOG = Logger.getLogger(PlacePurge.class);
    private static final TenantScope SCOPE = TenantScope.system(PlatformOrganization.ID, null);

    /** In one transaction, so that none is long. */
    private static final int BATCH = 1_000;

    private final LoginDirectory directory;
    private final TenantTransaction transaction;

    PlacePurge(LoginDirectory directory, TenantTransaction transaction) {
        this.directory = directory;
        this.transaction = transaction;
    }

    @Scheduled(
            every = "${identity.lockout.known-places.purged-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "login-place-purge")
    Uni<Void> run() {
        return purge().onFailure()
                .invoke(failure -> LOG.warnf("Known login networks could not be purged: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> purge() {
        return transaction
                .run(SCOPE, () -> directory.purgePlaces(BATCH))
                .repeat()
                .whilst(purged -> purged == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
