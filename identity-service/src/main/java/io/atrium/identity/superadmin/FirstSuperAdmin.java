package io.atrium.identity.superadmin;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.identity.user.NewUser;
import io.atrium.identity.user.Users;
import io.atrium.kit.caller.Role;
import io.atrium.kit.database.Outages;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.text.TextRule;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes the first SUPER_ADMIN, in any replica, once; tries again while the database is away. */
@ApplicationScoped
class FirstSuperAdmin {

    private static final Logger LOG = Logger.getLogger(FirstSuperAdmin.class);
    private static final TenantScope SCOPE = TenantScope.system(PlatformOrganization.ID, null);

    private final SuperAdminConfig config;
    private final LoginDirectory directory;
    private final Users users;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final TenantTransaction transaction;
    private volatile boolean done;

    FirstSuperAdmin(
            SuperAdminConfig config,
            LoginDirectory directory,
            Users users,
            PasswordPolicy policy,
            PasswordHasher hasher,
            TenantTransaction transaction) {
        this.config = config;
        this.directory = directory;
        this.users = users;
        this.policy = policy;
        this.hasher = hasher;
        this.transaction = transaction;
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

    private static void tell(Throwable failure) {
        LOG.logf(
                Outages.isOutage(failure) ? Logger.Level.WARN : Logger.Level.ERROR,
                "The first SUPER_ADMIN could not be made yet: %s",
                failure);
    }

    private Uni<Void> ensure(String email, String password) {
        return transaction
                .read(SCOPE, () -> directory.isTaken(directory.keys(email)))
                .chain(taken -> taken
                        ? Uni.createFrom().voidItem()
                        : create(TextRule.EMAIL.canonical(email, 0), TextRule.PASSWORD.canonical(password, 0)));
    }

    private Uni<Void> create(String email, String password) {
        policy.check(password, email);
        return hasher.hash(password, Share.ofService("first super admin"))
                .chain(hash -> transaction.run(SCOPE, () -> users.create(user(email, hash))))
                .invoke(created -> LOG.infof(
                        "The first SUPER_ADMIN is user %s", created.profile().id()))
                .replaceWithVoid()
                .onFailure(FirstSuperAdmin::wasMadeElsewhere)
                .recoverWithNull();
    }

    private static NewUser user(String email, String hash) {
        return new NewUser(PlatformOrganization.ID, email, "super-admin", null, null, Role.SUPER_ADMIN, hash);
    }

    private static boolean wasMadeElsewhere(Throwable failure) {
        return failure instanceof ProblemException problem && problem.code() == ErrorCode.EMAIL_TAKEN;
    }
}
