package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.identity.secret.ServiceSecret;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.token.SigningKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first key, moves keys through their life and keeps this process' ring current. Any replica may run it: an
 * advisory lock lets one change keys at a time, and the table holds at most one key of each status that signs or will.
 */
@ApplicationScoped
class SigningKeyRotation {

    private static final Logger LOG = Logger.getLogger(SigningKeyRotation.class);
    private static final TenantScope SCOPE = TenantScope.system(PlatformOrganization.ID, null);

    private final SigningKeyRepository repository;
    private final SigningKeyEvents events;
    private final SigningKeyRing ring;
    private final SigningPool pool;
    private final SigningConfig config;
    private final ServiceSecret secret;
    private final TenantTransaction transaction;
    private final SigningKeys known;
    private volatile boolean announced;
    private volatile String told = "";
    private volatile boolean ending;

    SigningKeyRotation(
            SigningKeyRepository repository,
            SigningKeyEvents events,
            SigningKeyRing ring,
            SigningPool pool,
            SigningConfig config,
            ServiceSecret secret,
            TenantTransaction transaction,
            SigningKeys known) {
        this.known = known;
        this.repository = repository;
        this.events = events;
        this.ring = ring;
        this.pool = pool;
        this.config = config;
        this.secret = secret;
        this.transaction = transaction;
    }

    /** The pools close while it runs, and it is not tried again. */
    void stop(@Observes ShutdownEvent event) {
        ending = true;
    }

    @Scheduled(
            every = "{identity.signing.check-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "signing-key-rotation")
    Uni<Void> run() {
        return transaction
                .read(SCOPE, repository::all)
                .call(this::acknowledge)
                .chain(this::rotate)
                .invoke(ring::load)
                .call(this::reseal)
                .chain(this::announce)
                .onItemOrFailure()
                .invoke((done, failure) -> tell(failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Once for each reason: it is tried again every few seconds. */
    private void tell(@Nullable Throwable failure) {
        String reason = failure == null ? "" : String.valueOf(failure.getMessage());
        if (failure != null && !ending && !reason.equals(told)) {
            Logger.Level level = Outages.isOutage(failure) ? Logger.Level.WARN : Logger.Level.ERROR;
            LOG.logf(level, "Signing keys cannot be used; trying again: %s", reason);
            LOG.debug("Signing keys cannot be used", failure);
        }
        told = reason;
    }

    private Uni<List<SigningKeyRow>> rotate(List<SigningKeyRow> keys) {
        RotationPlan plan = plan(keys);
        if (plan.isEmpty()) {
            return Uni.createFrom().item(keys);
        }
        Uni<Optional<RsaKeys.Generated>> made = plan.create() == null
                ? Uni.createFrom().item(Optional.empty())
                : pool.submit(Share.ofService("key rotation"), () -> Optional.of(RsaKeys.generate(secret.box())));
        return made.chain(key -> transaction.run(SCOPE, () -> applyLocked(key)));
    }

    private Uni<List<SigningKeyRow>> applyLocked(Optional<RsaKeys.Generated> made) {
        return repository
                .lock()
                .chain(mine -> mine ? repository.all().chain(keys -> apply(plan(keys), made)) : none())
                .chain(repository::all);
    }

    private Uni<Void> apply(RotationPlan plan, Optional<RsaKeys.Generated> made) {
        Uni<Void> removed = Batches.inOrder(
                plan.remove(),
                key -> repository.remove(key.kid()).chain(gone -> gone ? events.removed(key.kid()) : none()));
        return removed.chain(() -> Batches.inOrder(plan.moves(), this::move)).chain(() -> create(plan, made));
    }

    private Uni<Void> move(RotationPlan.Move move) {
        return repository.move(move.key().kid(), move.to()).chain(moved -> moved ? moved(move) : none());
    }

    private Uni<Void> moved(RotationPlan.Move move) {
        LOG.infof("Signing key %s is now %s", move.key().kid(), move.to());
        return events.publish(move.key().kid(), move.to(), move.key().publicJwk());
    }

    private Uni<Void> create(RotationPlan plan, Optional<RsaKeys.Generated> made) {
        Status status = plan.create();
        if (status == null || made.isEmpty()) {
            return none();
        }
        RsaKeys.Generated key = made.get();
        return repository
                .insert(key, status)
                .chain(stored -> stored ? events.publish(key.kid(), status, key.publicJwk()) : none());
    }

    /** Keys that are sealed under an earlier SECRET_KEY; those under an unknown one are left for whoever has it. */
    private Uni<Void> reseal(List<SigningKeyRow> keys) {
        List<SigningKeyRow> outdated = keys.stream()
                .filter(key -> !secret.box().isCurrent(key.sealedKey()))
                .filter(key -> secret.box().canOpen(key.sealedKey()))
                .toList();
        return outdated.isEmpty()
                ? none()
                : transaction.run(
                        SCOPE,
                        () -> Batches.inOrder(
                                outdated,
                                key -> repository
                                        .reseal(key, RsaKeys.reseal(key, secret.box()))
                                        .replaceWithVoid()));
    }

    /** Keys that this process has read from the topic: the broker has them, and every service can. */
    private Uni<Void> acknowledge(List<SigningKeyRow> keys) {
        List<SigningKeyRow> read = keys.stream()
                .filter(key -> key.knownFor() == null && known.find(key.kid()).isPresent())
                .toList();
        return read.isEmpty()
                ? none()
                : transaction.run(
                        SCOPE,
                        () -> Batches.inOrder(
                                read, key -> repository.acknowledge(key.kid()).replaceWithVoid()));
    }

    /**
     * Once in a process: the topic may be younger than the keys. Under the lock, and as they are then: a key that another
     * replica has just removed would come back behind its tombstone.
     */
    private Uni<Void> announce() {
        if (announced) {
            return none();
        }
        return transaction
                .run(SCOPE, () -> repository.lock().chain(mine -> mine ? announceAll() : later()))
                .invoke(done -> announced = done)
                .replaceWithVoid();
    }

    private Uni<Boolean> announceAll() {
        return repository
                .all()
                .chain(keys -> Batches.inOrder(keys, key -> events.publish(key.kid(), key.status(), key.publicJwk())))
                .replaceWith(true);
    }

    private static Uni<Boolean> later() {
        return Uni.createFrom().item(false);
    }

    private RotationPlan plan(List<SigningKeyRow> keys) {
        return RotationPlan.of(keys, config.publishedFor(), config.activeFor(), config.retiringFor());
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }
}
