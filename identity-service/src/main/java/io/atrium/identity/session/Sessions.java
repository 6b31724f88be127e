package io.atrium.identity.session;

import io.atrium.identity.secret.ServiceSecret;
import io.atrium.identity.signing.AccessTokens;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Opens, refreshes and ends sessions. */
@ApplicationScoped
public class Sessions {

    private final SessionRepository repository;
    private final RevocationEvents revocations;
    private final AuditEvents audit;
    private final AccessTokens tokens;
    private final OrganizationStates organizations;
    private final CallerContext callers;
    private final TenantTransaction transaction;
    private final ServiceSecret.Purpose successors;

    Sessions(
            SessionRepository repository,
            RevocationEvents revocations,
            AuditEvents audit,
            AccessTokens tokens,
            OrganizationStates organizations,
            CallerContext callers,
            TenantTransaction transaction,
            ServiceSecret secret) {
        this.repository = repository;
        this.revocations = revocations;
        this.audit = audit;
        this.tokens = tokens;
        this.organizations = organizations;
        this.callers = callers;
        this.transaction = transaction;
        this.successors = secret.purpose("refresh token successor");
    }

    /** Opens the subject's session in the current tenant transaction and returns its first refresh token. */
    public Uni<String> open(AccessTokens.Subject subject, RequestInfo request) {
        RefreshToken token = RefreshToken.first(subject.organizationId());
        return repository
                .open(
                        subject.organizationId(),
                        subject.userId(),
                        subject.sessionId(),
                        token.hash(),
                        request.ip(),
                        request.userAgent())
                .chain(() -> audit.record(event("session.login", subject.sessionId())))
                .replaceWith(token.text());
    }

    /**
     * Rotates a refresh token. One that was used longer ago than the grace is in two hands: its session ends, and with
     * it every token that came of it. While the organization is suspended the token stays as it is, for afterwards.
     *
     * @throws ProblemException INVALID_GRANT or ORGANIZATION_SUSPENDED, through the Uni
     */
    public Uni<TokenResponse> refresh(String text, RequestInfo request) {
        Optional<RefreshToken> parsed = RefreshToken.parse(text);
        if (parsed.isEmpty()) {
            return refused();
        }
        RefreshToken token = parsed.get();
        RefreshToken successor = token.successor(successors);
        TenantScope scope = TenantScope.anonymous(token.organizationId(), request);
        boolean suspended = organizations.isRefused(token.organizationId());
        return transaction
                .run(scope, connection -> repository.rotate(connection, token, successor, !suspended))
                .call(found -> endWhenReused(scope, found))
                .chain(found -> {
                    if (!found.map(presented -> presented.alive() && presented.good())
                            .orElse(false)) {
                        return refused();
                    }
                    return suspended ? suspended(token, found.get(), request) : reply(token, found.get());
                });
    }

    /** Ends one session and tells every service; one that is over already stays as it is. */
    public Uni<Void> logout(UUID organizationId, UUID sessionId) {
        return end(organizationId, sessionId, EndReason.LOGOUT, event("session.logout", sessionId));
    }

    /** Ends every session of a user; the user's access tokens are refused by {@link RevocationEvents#user}. */
    public Uni<Void> endAll(UUID organizationId, UUID userId, EndReason reason) {
        return repository.endAll(organizationId, userId, reason);
    }

    /** In a transaction of its own: a token that is presented again has changed nothing, and is found reused again. */
    private Uni<Void> endWhenReused(TenantScope scope, Optional<SessionRepository.Presented> found) {
        if (!found.map(SessionRepository.Presented::isReuse).orElse(false)) {
            return Uni.createFrom().voidItem();
        }
        UUID sessionId = found.orElseThrow().sessionId();
        AuditEvent event = AuditEvent.denied("session.refresh_reuse_detected", "session", sessionId.toString());
        return transaction.run(scope, () -> end(scope.organizationId(), sessionId, EndReason.REFRESH_REUSE, event));
    }

    /** Whoever comes second, to a session that is over, has nothing left to tell. */
    private Uni<Void> end(UUID organizationId, UUID sessionId, EndReason reason, AuditEvent event) {
        return repository
                .end(organizationId, sessionId, reason)
                .chain(ended -> ended
                        ? revocations.session(organizationId, sessionId).chain(() -> audit.record(event))
                        : Uni.createFrom().voidItem());
    }

    private Uni<TokenResponse> reply(RefreshToken token, SessionRepository.Presented presented) {
        RefreshToken successor = token.successor(successors, presented.successorHash());
        AccessTokens.Subject subject = new AccessTokens.Subject(
                token.organizationId(),
                presented.userId(),
                presented.role(),
                presented.sessionId(),
                presented.tokenVersion());
        return tokens.issue(subject).map(access -> TokenResponse.of(access, successor.text(), tokens.lifetime()));
    }

    private Uni<TokenResponse> suspended(
            RefreshToken token, SessionRepository.Presented presented, RequestInfo request) {
        callers.identified(new Caller(
                presented.userId(),
                token.organizationId(),
                token.organizationId(),
                presented.role(),
                presented.sessionId(),
                request));
        return Uni.createFrom()
                .failure(new ProblemException(ErrorCode.ORGANIZATION_SUSPENDED, "The organization is suspended."));
    }

    private static AuditEvent event(String action, UUID sessionId) {
        return AuditEvent.success(action, "session", sessionId.toString());
    }

    private static <T> Uni<T> refused() {
        return Uni.createFrom()
                .failure(new ProblemException(
                        ErrorCode.INVALID_GRANT, "The refresh token is unknown, expired, used or revoked."));
    }
}
