package io.atrium.identity.superadmin;

import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.identity.user.Account;
import io.atrium.identity.user.NewUser;
import io.atrium.identity.user.Users;
import io.atrium.kit.caller.Role;
import io.atrium.kit.database.Outages;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.text.TextRule;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes the first SUPER_ADMIN, once in the life of the platform: while the platform organization has never had a user. One
 * who was deleted, or has another address now, does not come back. Tries again while the database is away.
 */
@ApplicationScoped
class FirstSuperAdmin {

    private static final Logger LOG = Logger.getLogger(FirstSuperAdmin.class);
    private static final int CONFLICT = 409;

    private final SuperAdminConfig config;
    private final Users users;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final TenantTransaction transaction;
    private final TenantScope scope;
    private volatile boolean done;

    @Inject
    FirstSuperAdmin(
            SuperAdminConfig config,
            Users users,
            PasswordPolicy policy,
            PasswordHasher hasher,
            TenantTransaction transaction) {
        this(config, users, policy, hasher, transaction, PlatformOrganization.ID);
    }

    FirstSuperAdmin(
            SuperAdminConfig config,
            Users users,
            PasswordPolicy policy,
            PasswordHasher hasher,
            TenantTransaction transaction,
            UUID organization) {
        this.config = config;
        this.users = users;
        this.policy = policy;
        this.hasher = hasher;
        this.transaction = transaction;
        this.scope = TenantScope.system(organization, null);
        this.done = config.email().isEmpty() || config.password().isEmpty();
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP, identity = "first-super-admin")
    Uni<Void> run() {
        if (done) {
            return Uni.createFrom().voidItem();
        }
        return ensure(config.email().orElseThrow(), config.password().orElseThrow())
                .invoke(() -> done = true)
                .onFailure()
                .invoke(FirstSuperAdmin::tell)
                .onFailure()
                .recoverWithNull();
    }

    /** Whether there is nothing left to do. */
    boolean isDone() {
        return done;
    }

    private static void tell(Throwable failure) {
        LOG.logf(
                Outages.isOutage(failure) ? Logger.Level.WARN : Logger.Level.ERROR,
                "The first SUPER_ADMIN could not be made yet: %s",
                failure);
    }

    /** A password is hashed only when somebody is to be made. */
    private Uni<Void> ensure(String email, String password) {
        return transaction
                .read(scope, this::hasUsers)
                .chain(present -> present
                        ? Uni.createFrom().voidItem()
                        : create(TextRule.EMAIL.canonical(email, 0), TextRule.PASSWORD.canonical(password, 0)));
    }

    /** Of two replicas that come here at once the second meets the username of the first. */
    private Uni<Void> create(String email, String password) {
        policy.check(password, email);
        return hasher.hash(password, Share.ofService("first super admin"))
                .chain(hash -> transaction.run(scope, () -> createFirst(user(email, hash))))
                .invoke(created -> created.ifPresent(account -> LOG.infof(
                        "The first SUPER_ADMIN is user %s", account.profile().id())))
                .replaceWithVoid()
                .onFailure(FirstSuperAdmin::isConflict)
                .recoverWithUni(FirstSuperAdmin::giveUp);
    }

    private Uni<Optional<Account>> createFirst(NewUser user) {
        return hasUsers()
                .chain(present -> present
                        ? Uni.createFrom().item(Optional.empty())
                        : users.create(user).map(Optional::of));
    }

    /** Those who were deleted are among them. */
    private Uni<Boolean> hasUsers() {
        return users.hasAny(scope.organizationId());
    }

    private NewUser user(String email, String hash) {
        return new NewUser(scope.organizationId(), email, "super-admin", null, null, Role.SUPER_ADMIN, hash);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ProblemException problem && problem.code().status() == CONFLICT;
    }

    /** Somebody has the address or the name: another try would meet them again. */
    private static Uni<Void> giveUp(Throwable conflict) {
        LOG.warnf("No first SUPER_ADMIN is made: %s", conflict.getMessage());
        return Uni.createFrom().voidItem();
    }
}
