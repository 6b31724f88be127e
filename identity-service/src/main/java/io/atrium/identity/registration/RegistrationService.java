package io.atrium.identity.registration;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.identity.registration.TenantApi.Reservation;
import io.atrium.identity.session.Sessions;
import io.atrium.identity.signing.AccessTokens;
import io.atrium.identity.user.Account;
import io.atrium.identity.user.NewUser;
import io.atrium.identity.user.Users;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.caller.Role;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.id.Ids;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.text.DomainName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Registers an organization and its first administrator, both or neither: everything slow is done first, then
 * tenant-service reserves the organization, then one transaction writes the user, then the organization is activated.
 * Whoever dies in between leaves a reservation without a user, which tenant-service removes, or a user whose
 * organization tenant-service activates, as it asks here which of them it is.
 */
@ApplicationScoped
class RegistrationService {

    /** A commit that comes after tenant-service has asked and removed would leave a user without organization. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(20);

    private final LoginDirectory directory;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final Reservations reservations;
    private final Users users;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final TenantTransaction transaction;

    RegistrationService(
            LoginDirectory directory,
            PasswordPolicy policy,
            PasswordHasher hasher,
            Reservations reservations,
            Users users,
            Sessions sessions,
            AccessTokens tokens,
            TenantTransaction transaction) {
        this.directory = directory;
        this.policy = policy;
        this.hasher = hasher;
        this.reservations = reservations;
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    private record Registration(
            Reservation reservation, AccessTokens.Subject subject, NewUser user, RequestInfo request) {}

    private record Written(Account account, String refreshToken) {}

    /**
     * @throws ProblemException EMAIL_TAKEN, DOMAIN_TAKEN, SUBDOMAIN_TAKEN, PASSWORD_REFUSED or SERVICE_UNAVAILABLE,
     *     through the Uni
     */
    Uni<RegisterResponse> register(RegisterRequest wanted, RequestInfo request) {
        policy.check(
                wanted.password(),
                wanted.email(),
                wanted.username(),
                wanted.organizationName(),
                wanted.organizationDomain(),
                DomainName.of(wanted.organizationDomain()).unicode(),
                wanted.organizationSubdomain());
        Share share = share(wanted, request);
        return hasher.within(
                share,
                () -> requireFree(wanted.email(), request)
                        .chain(() -> hasher.hash(wanted.password(), share))
                        .map(hash -> registration(wanted, hash, request))
                        .chain(this::carryOut));
    }

    /** Early, before anything is reserved; the directory's key has the last word. */
    private Uni<Void> requireFree(String email, RequestInfo request) {
        return transaction
                .read(
                        TenantScope.anonymous(PlatformOrganization.ID, request),
                        () -> directory.isTaken(directory.keys(email)))
                .invoke(taken -> {
                    if (taken) {
                        throw new ProblemException(ErrorCode.EMAIL_TAKEN, "A user with this e-mail address exists.");
                    }
                })
                .replaceWithVoid();
    }

    private static Share share(RegisterRequest wanted, RequestInfo request) {
        return Share.ofClient(request.ip(), wanted.email());
    }

    private Uni<RegisterResponse> carryOut(Registration registration) {
        UUID organizationId = registration.reservation().id();
        String requestId = registration.request().requestId();
        return tokens.issue(registration.subject())
                .chain(access -> reservations
                        .reserve(registration.reservation(), requestId)
                        .chain(() -> write(registration))
                        .chain(written -> reservations
                                .activate(organizationId, requestId)
                                .map(active -> response(registration, written, access, active))));
    }

    private Uni<Written> write(Registration registration) {
        AccessTokens.Subject subject = registration.subject();
        RequestInfo request = registration.request();
        TenantScope scope = TenantScope.ofUser(subject.organizationId(), subject.userId(), request);
        return transaction
                .run(
                        scope,
                        () -> users.create(subject.userId(), registration.user())
                                .call(() -> directory.succeeded(subject.userId(), directory.place(request.ip())))
                                .chain(account ->
                                        sessions.open(subject, request).map(refresh -> new Written(account, refresh))))
                .ifNoItem()
                .after(LONGEST_COMMIT)
                .fail()
                .onFailure(RegistrationService::isCertain)
                .call(() -> reservations.release(subject.organizationId(), request.requestId()));
    }

    /**
     * Whether nothing was committed: the registration was refused. After anything else, a connection lost while it
     * committed among them, the user may exist: the reservation stays, and tenant-service asks.
     */
    static boolean isCertain(Throwable failure) {
        return failure instanceof ProblemException problem && problem.code().status() < 500;
    }

    private RegisterResponse response(Registration registration, Written written, String access, boolean active) {
        Reservation organization = registration.reservation();
        return new RegisterResponse(
                new RegisterResponse.Organization(
                        organization.id(),
                        organization.name(),
                        organization.domain(),
                        organization.subdomain(),
                        active ? "ACTIVE" : "PENDING"),
                written.account().profile(),
                access,
                written.refreshToken(),
                "Bearer",
                tokens.lifetime().toSeconds());
    }

    private static Registration registration(RegisterRequest wanted, String hash, RequestInfo request) {
        UUID organizationId = Ids.next();
        return new Registration(
                new Reservation(
                        organizationId,
                        wanted.organizationName(),
                        wanted.organizationDomain(),
                        wanted.organizationSubdomain()),
                new AccessTokens.Subject(organizationId, Ids.next(), Role.ORG_ADMIN, Ids.next(), 0),
                new NewUser(
                        organizationId,
                        wanted.email(),
                        wanted.username(),
                        wanted.firstName(),
                        wanted.lastName(),
                        Role.ORG_ADMIN,
                        hash),
                request);
    }
}
