package io.atrium.identity.auth;

import io.atrium.identity.session.Sessions;
import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.signing.AccessTokens;
import io.atrium.identity.user.Account;
import io.atrium.identity.verification.Claim;
import io.atrium.identity.verification.PasswordVerification;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Logs people in: a verified password opens a session, and the session gets its tokens. */
@ApplicationScoped
class LoginService {

    private final PasswordVerification passwords;
    private final Sessions sessions;
    private final AccessTokens tokens;

    LoginService(PasswordVerification passwords, Sessions sessions, AccessTokens tokens) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    private record Opened(Account account, AccessTokens.Subject subject, String refreshToken) {}

    /** @throws ProblemException INVALID_CREDENTIALS or SERVICE_UNAVAILABLE, through the Uni */
    Uni<LoginResponse> login(LoginRequest credentials, RequestInfo request) {
        Claim claim = new Claim(credentials.email(), credentials.password(), request);
        return passwords
                .verify(claim, account -> open(account, request))
                .chain(opened -> tokens.issue(opened.subject()).map(access -> response(opened, access)));
    }

    private Uni<Opened> open(Account account, RequestInfo request) {
        AccessTokens.Subject subject = account.subject(Ids.next());
        return sessions.open(subject, request).map(refresh -> new Opened(account, subject, refresh));
    }

    private LoginResponse response(Opened opened, String access) {
        TokenResponse pair = TokenResponse.of(access, opened.refreshToken(), tokens.lifetime());
        return LoginResponse.of(pair, opened.account().profile());
    }
}
