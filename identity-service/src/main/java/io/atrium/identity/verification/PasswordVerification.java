package io.atrium.identity.verification;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.directory.LoginDirectory.Candidate;
import io.atrium.identity.directory.LoginKeys;
import io.atrium.identity.directory.Place;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordHasher.Verification;
import io.atrium.identity.user.Account;
import io.atrium.identity.user.Users;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Verifies passwords. Whatever is wrong, address, password, lockout, account or organization, the way through here and
 * the answer are the same: find a candidate, verify a password, settle in one transaction, refuse. A wrong password is
 * counted when it is known to be wrong; overload before that leaves nothing behind. Whatever asks for a password, a
 * login or a change of it, asks here, and outside of any transaction: a hash takes longer than a connection may be held.
 */
@ApplicationScoped
public class PasswordVerification {

    private final LoginDirectory directory;
    private final Users users;
    private final PasswordHasher hasher;
    private final OrganizationStates organizations;
    private final AuditEvents audit;
    private final TenantTransaction transaction;
    private final BetterHashes betterHashes;

    PasswordVerification(
            LoginDirectory directory,
            Users users,
            PasswordHasher hasher,
            OrganizationStates organizations,
            AuditEvents audit,
            TenantTransaction transaction,
            BetterHashes betterHashes) {
        this.directory = directory;
        this.users = users;
        this.hasher = hasher;
        this.organizations = organizations;
        this.audit = audit;
        this.transaction = transaction;
        this.betterHashes = betterHashes;
    }

    private record Attempt(Claim claim, Place place, Share share, Candidate candidate) {

        RequestInfo request() {
            return claim.request();
        }

        UUID organizationId() {
            return candidate.organizationId();
        }

        UUID userId() {
            return candidate.userId();
        }
    }

    /**
     * Runs the work for the person whose password it is, in the transaction that has admitted it.
     *
     * @throws ProblemException INVALID_CREDENTIALS, or SERVICE_UNAVAILABLE when nothing was verified, through the Uni
     */
    public <T> Uni<T> verify(Claim claim, Function<Account, Uni<T>> work) {
        LoginKeys keys = directory.keys(claim.email());
        Place place = directory.place(claim.request().ip());
        Share share = Share.ofClient(
                claim.request().ip(), HexFormat.of().formatHex(keys.current().bytes()));
        return hasher.within(
                share,
                () -> transaction
                        .read(scope(PlatformOrganization.ID, null, claim.request()), () -> directory.find(keys, place))
                        .map(candidate -> new Attempt(claim, place, share, candidate))
                        .chain(attempt -> hasher.verify(
                                        claim.password(), attempt.candidate().passwordHash(), share)
                                .chain(verification -> settle(attempt, verification, work))));
    }

    private <T> Uni<T> settle(Attempt attempt, Verification verification, Function<Account, Uni<T>> work) {
        String refusal = refusal(attempt.candidate(), verification);
        return refusal == null ? admit(attempt, verification, work) : refuse(attempt, refusal);
    }

    private @Nullable String refusal(Candidate candidate, Verification verification) {
        if (candidate.passwordHash() == null) {
            return "unknown";
        }
        if (candidate.locked()) {
            return "locked";
        }
        if (!verification.matches()) {
            return "password";
        }
        if (!candidate.active()) {
            return "disabled";
        }
        return organizations.isRefused(candidate.organizationId()) ? "suspended" : null;
    }

    private <T> Uni<T> refuse(Attempt attempt, String reason) {
        boolean counts = reason.equals("password") || reason.equals("unknown");
        return transaction
                .run(
                        scope(attempt.organizationId(), null, attempt.request()),
                        () -> directory
                                .failed(attempt.userId(), attempt.place(), counts)
                                .chain(() -> audit.record(failure(attempt, reason))))
                .chain(PasswordVerification::refused);
    }

    private <T> Uni<T> admit(Attempt attempt, Verification verification, Function<Account, Uni<T>> work) {
        return transaction
                .run(
                        scope(attempt.organizationId(), attempt.userId(), attempt.request()),
                        () -> directory
                                .succeeded(attempt.userId(), attempt.place())
                                .chain(admitted -> admitted
                                        ? workUnlessChanged(attempt, work)
                                        : this.<T>refuseInside(attempt, "locked")))
                .chain(done -> done.map(Uni.createFrom()::item).orElseGet(PasswordVerification::refused))
                .call(() -> verification.outdated()
                        ? betterHash(attempt)
                        : Uni.createFrom().voidItem());
    }

    /** The user is locked by now: what was verified must still be what is stored. */
    private <T> Uni<Optional<T>> workUnlessChanged(Attempt attempt, Function<Account, Uni<T>> work) {
        return users.find(attempt.organizationId(), attempt.userId())
                .map(found -> found.filter(account -> account.active()
                        && account.passwordHash().equals(attempt.candidate().passwordHash())))
                .chain(account -> account.isPresent()
                        ? users.renewLoginKey(attempt.organizationId(), attempt.userId())
                                .chain(() -> work.apply(account.get()))
                                .map(Optional::of)
                        : refuseInside(attempt, "changed"));
    }

    private <T> Uni<Optional<T>> refuseInside(Attempt attempt, String reason) {
        return audit.record(failure(attempt, reason)).replaceWith(Optional.empty());
    }

    private Uni<Void> betterHash(Attempt attempt) {
        return betterHashes.replace(attempt.candidate(), attempt.claim(), attempt.share());
    }

    private static AuditEvent failure(Attempt attempt, String reason) {
        String user = attempt.candidate().passwordHash() == null
                ? null
                : attempt.userId().toString();
        return AuditEvent.failure("session.login_failed", "user", user).withDetail(Map.of("reason", reason));
    }

    private static <T> Uni<T> refused() {
        return Uni.createFrom()
                .failure(new ProblemException(
                        ErrorCode.INVALID_CREDENTIALS, "The e-mail address or the password is wrong."));
    }

    private static TenantScope scope(UUID organizationId, @Nullable UUID userId, RequestInfo request) {
        return userId == null
                ? TenantScope.anonymous(organizationId, request)
                : TenantScope.ofUser(organizationId, userId, request);
    }
}
