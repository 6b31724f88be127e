package io.atrium.identity.attempt;

import io.atrium.identity.directory.LoginDirectory;
import io.atrium.identity.secret.ServiceSecret;
import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.ratelimit.BucketKey;
import io.atrium.kit.ratelimit.Limit;
import io.atrium.kit.ratelimit.OperationRateLimit;
import io.atrium.kit.ratelimit.RateLimitConfig;
import io.atrium.kit.ratelimit.RateLimiter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Counts attempts by the client's network, and by the e-mail address that is claimed from that network, known or not.
 * Not by the e-mail address alone: whoever knows one could then keep its owner out from anywhere. An e-mail address is
 * counted under a keyed hash.
 */
@Singleton
public final class Attempts {

    private static final byte[] NO_NETWORK = {};

    private final OperationRateLimit limits;
    private final LoginDirectory directory;
    private final ServiceSecret.Purpose accounts;
    private final Limit logins;
    private final Limit loginsOfAccount;
    private final Limit registrations;
    private final Limit registrationsOfAccount;

    Attempts(
            OperationRateLimit limits,
            RateLimiter limiter,
            AttemptConfig config,
            RateLimitConfig callers,
            LoginDirectory directory,
            ServiceSecret secret) {
        this.limits = limits;
        this.directory = directory;
        this.accounts = secret.purpose("attempts");
        AttemptConfig.Login login = config.login();
        AttemptConfig.Register register = config.register();
        Duration loginWindow = login.window().orElse(callers.window());
        Duration registerWindow = register.window().orElse(callers.window());
        this.logins = limiter.limit("login", "login", part(login.requests(), callers.requests(), 9), loginWindow);
        this.loginsOfAccount = limiter.limit(
                "login-account", "login-account", part(login.accountRequests(), callers.requests(), 8), loginWindow);
        this.registrations =
                limiter.limit("register", "register", part(register.requests(), callers.requests(), 6), registerWindow);
        this.registrationsOfAccount = limiter.limit(
                "register-account",
                "register-account",
                part(register.accountRequests(), callers.requests(), 1),
                registerWindow);
    }

    /** So many tenths of a caller's limit, one at least, unless it is set. */
    static int part(OptionalInt set, int callers, int tenths) {
        return set.orElse(callers == 0 ? 0 : (int) Math.max(1, (long) callers * tenths / 10));
    }

    /** @throws ProblemException RATE_LIMITED, through the Uni */
    public Uni<Void> login(String email, RequestInfo request) {
        return require(logins, loginsOfAccount, email, request);
    }

    /** @throws ProblemException RATE_LIMITED, through the Uni */
    public Uni<Void> registration(String email, RequestInfo request) {
        return require(registrations, registrationsOfAccount, email, request);
    }

    private Uni<Void> require(Limit ofNetwork, Limit ofAccount, String email, RequestInfo request) {
        return limits.require(List.of(
                ofNetwork.charge(BucketKey.ofNetwork(request.ip())), ofAccount.charge(account(email, request))));
    }

    private BucketKey account(String email, RequestInfo request) {
        byte[] address = directory.keys(email).current().bytes();
        byte[] network = ClientNetwork.bytes(request.ip()).orElse(NO_NETWORK);
        return BucketKey.of(accounts.hmac(ByteBuffer.allocate(address.length + network.length)
                .put(address)
                .put(network)
                .array()));
    }
}
