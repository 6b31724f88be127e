package io.atrium.identity.auth;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.directory.LoginDirectory.Attempt;
import io.atrium.identity.directory.LoginKey;
import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordHasher.Verification;
import io.atrium.identity.platform.PlatformOrganization;
import io.atrium.identity.session.Sessions;
import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.signing.AccessTokens;
import io.atrium.identity.user.Account;
import io.atrium.identity.user.Users;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.id.Ids;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.token.OrganizationStates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Logs people in. Whatever is wrong, address, password, lockout, account or organization, the way through here and the
 * answer are the same: count the attempt, read the user, verify a password, write an event, refuse.
 */
@ApplicationScoped
class LoginService {

    private final LoginDirectory directory;
    private final Users users;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final OrganizationStates organizations;
    private final AuditEvents audit;
    private final TenantTransaction transaction;

    LoginService(
            LoginDirectory directory,
            Users users,
            PasswordHasher hasher,
            Sessions sessions,
            AccessTokens tokens,
            OrganizationStates organizations,
            AuditEvents audit,
            TenantTransaction transaction) {
        this.directory = directory;
        this.users = users;
        this.hasher = hasher;
        this.sessions = sessions;
        this.tokens = tokens;
        this.organizations = organizations;
        this.audit = audit;
        this.transaction = transaction;
    }

    private record Login(LoginKey key, RequestInfo request, Attempt attempt, Optional<Account> account) {}

    /** @throws ProblemException INVALID_CREDENTIALS, through the Uni */
    Uni<LoginResponse> login(LoginRequest credentials, RequestInfo request) {
        LoginKey key = directory.key(credentials.email());
        return transaction
                .run(scope(PlatformOrganization.ID, null, request), () -> directory.attempt(key))
                .chain(attempt -> find(attempt, request).map(found -> new Login(key, request, attempt, found)))
                .chain(login -> verify(login, credentials.password()));
    }

    private Uni<Optional<Account>> find(Attempt attempt, RequestInfo request) {
        TenantScope scope = scope(attempt.organizationId(), null, request);
        return transaction.run(scope, () -> users.find(attempt.organizationId(), attempt.userId()));
    }

    private Uni<LoginResponse> verify(Login login, String password) {
        String stored = login.account().map(Account::passwordHash).orElse(null);
        return hasher.verify(password, stored).chain(verification -> {
            String refused = refusal(login, verification);
            return refused == null ? succeed(login, verification) : fail(login, refused);
        });
    }

    private @Nullable String refusal(Login login, Verification verification) {
        if (login.account().isEmpty()) {
            return "unknown";
        }
        if (login.attempt().locked()) {
            return "locked";
        }
        if (!verification.matches()) {
            return "password";
        }
        if (!login.account().get().active()) {
            return "disabled";
        }
        return organizations.isRefused(login.attempt().organizationId()) ? "suspended" : null;
    }

    private Uni<LoginResponse> succeed(Login login, Verification verification) {
        Account account = login.account().orElseThrow();
        AccessTokens.Subject subject = account.subject(Ids.next());
        TenantScope scope = scope(subject.organizationId(), subject.userId(), login.request());
        return tokens.issue(subject)
                .chain(access -> transaction
                        .run(scope, () -> open(login, subject, verification.rehashed()))
                        .map(refresh -> TokenResponse.of(access, refresh, tokens.lifetime())))
                .map(pair -> LoginResponse.of(pair, account.profile()));
    }

    private Uni<String> open(Login login, AccessTokens.Subject subject, @Nullable String rehashed) {
        Uni<Void> stored = rehashed == null
                ? Uni.createFrom().voidItem()
                : users.storeHash(subject.organizationId(), subject.userId(), rehashed);
        return stored.chain(() -> directory.succeeded(login.key()))
                .chain(() -> sessions.open(subject, login.request()));
    }

    private Uni<LoginResponse> fail(Login login, String reason) {
        UUID organizationId = login.attempt().organizationId();
        String user =
                login.account().isEmpty() ? null : login.attempt().userId().toString();
        AuditEvent event =
                AuditEvent.failure("session.login_failed", "user", user).withDetail(Map.of("reason", reason));
        return transaction
                .run(scope(organizationId, null, login.request()), () -> audit.record(event))
                .chain(() -> Uni.createFrom()
                        .failure(new ProblemException(
                                ErrorCode.INVALID_CREDENTIALS, "The e-mail address or the password is wrong.")));
    }

    private static TenantScope scope(UUID organizationId, @Nullable UUID userId, RequestInfo request) {
        return new TenantScope(
                organizationId,
                userId == null ? "ANONYMOUS" : "USER",
                userId,
                request.ip(),
                request.userAgent(),
                request.requestId());
    }
}
