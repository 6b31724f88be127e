package io.atrium.identity.user;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.secret.SecretRows;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves the users who have not logged in since SECRET_KEY changed to the current key, one short transaction each, and
 * tells which keys are still needed. Users of a version that did not note the key get it noted. Replicas may do it at
 * once: whoever comes second finds nothing to do. A user who fails stays under the earlier key until the next run, and the
 * others are moved.
 */
@ApplicationScoped
class LoginKeyRenewal {

    private static final Logger LOG = Logger.getLogger(LoginKeyRenewal.class);
    private static final TenantScope SCOPE = TenantScope.system(PlatformOrganization.ID, null);
    private static final UserKey START = new UserKey(new UUID(0, 0), new UUID(0, 0));

    /** Ids in memory at a time. */
    private static final int BATCH = 500;

    private static final long AGAIN_AFTER_OUTAGE_MILLIS = 10_000;

    private final UserRepository repository;
    private final Users users;
    private final LoginDirectory directory;
    private final SecretRows rows;
    private final TenantTransaction transaction;
    private final Vertx vertx;

    LoginKeyRenewal(
            UserRepository repository,
            Users users,
            LoginDirectory directory,
            SecretRows rows,
            TenantTransaction transaction,
            Vertx vertx) {
        this.repository = repository;
        this.users = users;
        this.directory = directory;
        this.rows = rows;
        this.transaction = transaction;
        this.vertx = vertx;
    }

    @Scheduled(
            every = "${identity.secret-renewal-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "login-key-renewal")
    Uni<Void> run() {
        return Uni.createFrom()
                .deferred(() -> {
                    Failures failures = new Failures();
                    return Batches.walk(START, BATCH, last -> renewAfter(last, failures))
                            .invoke(failures::log);
                })
                .chain(rows::report)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    /** A database that is away for a moment, as at a start, is not waited for until the next run is due. */
    private void failed(Throwable failure) {
        LOG.warnf("Users could not be moved to the current SECRET_KEY: %s", failure.toString());
        if (Outages.isOutage(failure)) {
            vertx.setTimer(AGAIN_AFTER_OUTAGE_MILLIS, timer -> run().subscribe().with(done -> {}));
        }
    }

    private Uni<List<UserKey>> renewAfter(UserKey last, Failures failures) {
        return transaction
                .read(SCOPE, () -> repository.underOtherSecrets(directory.keyId(), last, BATCH))
                .call(found -> Batches.eachAlone(found, user -> renew(user, failures), failures::add));
    }

    private Uni<Void> renew(UserKey user, Failures failures) {
        return failures.isWithoutRoom(user)
                ? failures.pass()
                : transaction.run(
                        TenantScope.system(user.organizationId(), null),
                        () -> users.moveToCurrentSecret(user.organizationId(), user.userId()));
    }

    /**
     * Users of one run who could not be moved. An organization whose share of the connections is used up is waited for once:
     * users come in the order of their organizations.
     */
    private static final class Failures {

        private int number;
        private @Nullable UUID withoutRoom;

        void add(UserKey user, Throwable failure) {
            number++;
            if (Outages.isOfShare(failure)) {
                withoutRoom = user.organizationId();
            }
            LOG.debugf(failure, "User %s could not be moved to the current SECRET_KEY", user.userId());
        }

        boolean isWithoutRoom(UserKey user) {
            return user.organizationId().equals(withoutRoom);
        }

        Uni<Void> pass() {
            number++;
            return Uni.createFrom().voidItem();
        }

        void log() {
            if (number > 0) {
                LOG.warnf(
                        "%d users could not be moved to the current SECRET_KEY, trying again later", (Integer) number);
            }
        }
    }
}
