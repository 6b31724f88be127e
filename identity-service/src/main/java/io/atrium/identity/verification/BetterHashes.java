package io.atrium.identity.verification;

import io.atrium.identity.directory.LoginDirectory.Candidate;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.user.Users;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Replaces a hash of another algorithm or cost, once its password has been shown and admitted. */
@ApplicationScoped
class BetterHashes {

    private static final Logger LOG = Logger.getLogger(BetterHashes.class);

    private final PasswordHasher hasher;
    private final Users users;
    private final TenantTransaction transaction;

    BetterHashes(PasswordHasher hasher, Users users, TenantTransaction transaction) {
        this.hasher = hasher;
        this.users = users;
        this.transaction = transaction;
    }

    /** The next login tries again when it fails now, so it never fails the login. */
    Uni<Void> replace(Candidate candidate, Claim claim, Share share) {
        String known = Objects.requireNonNull(candidate.passwordHash());
        TenantScope scope =
                TenantScope.system(candidate.organizationId(), claim.request().requestId());
        return hasher.hash(claim.password(), share)
                .chain(better -> transaction.run(
                        scope, () -> users.replaceHash(candidate.organizationId(), candidate.userId(), known, better)))
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "A password hash could not be replaced by a stronger one"))
                .onFailure()
                .recoverWithNull();
    }
}
