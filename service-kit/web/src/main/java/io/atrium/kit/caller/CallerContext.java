package io.atrium.kit.caller;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.request.CurrentRequest;
import io.atrium.kit.request.RequestKey;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller and the attributes of the current request. The bean finds the request at each call, so it can be injected
 * anywhere. Outside of a request there is no caller.
 */
@ApplicationScoped
public class CallerContext {
    static final RequestKey<Caller> CALLER = RequestKey.of("caller");

    /** A longer User-Agent is cut. */
    public static final int MAX_USER_AGENT = 512;

    private static final int REPLACEMENT = 0xFFFD;

    private final RefusalWatch refusals;

    CallerContext(RefusalWatch refusals) {
        this.refusals = refusals;
    }

    /**
     * The caller of this request.
     *
     * @throws ProblemException UNAUTHENTICATED when the request has no verified caller
     */
    public Caller current() {
        return find().orElseThrow(
                        () -> new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid bearer token is required."));
    }

    /** The caller, if the request has one. */
    public Optional<Caller> find() {
        RoutingContext context = CurrentRequest.find();
        return context == null ? Optional.empty() : of(context);
    }

    /**
     * Tells who sends this request when that was proved otherwise than by an access token: should it end in a 403, the
     * refusal is audited as theirs. It makes nobody a caller.
     */
    public void identified(Caller caller) {
        RoutingContext context = CurrentRequest.find();
        if (context != null) {
            refusals.watch(context, caller);
        }
    }

    /** Address, user agent and id of the request; outside of a request all of them are empty. */
    public RequestInfo request() {
        RoutingContext context = CurrentRequest.find();
        return context == null ? new RequestInfo(null, null, "") : requestInfo(context);
    }

    /** The same for a plain Vert.x handler. */
    public static RequestInfo requestInfo(RoutingContext context) {
        return new RequestInfo(
                address(context), userAgent(context.request().getHeader("User-Agent")), Problems.requestId(context));
    }

    /** The caller of a request whose token was verified, for a plain Vert.x handler. */
    public static Optional<Caller> of(RoutingContext context) {
        return Optional.ofNullable(CALLER.get(context));
    }

    /** Address of the client as the trusted gateway tells it, for a plain Vert.x handler. */
    public static @Nullable String address(RoutingContext context) {
        SocketAddress address = context.request().remoteAddress();
        return address == null ? null : withoutZone(address.hostAddress());
    }

    /** A header's bytes come as Latin-1: they are read as UTF-8, and what is no text gives way to U+FFFD. */
    static @Nullable String userAgent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String bounded = header.length() <= MAX_USER_AGENT ? header : header.substring(0, MAX_USER_AGENT);
        String text = new String(bounded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(cp -> Character.isISOControl(cp) ? REPLACEMENT : cp)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static @Nullable String withoutZone(@Nullable String address) {
        int zone = address == null ? -1 : address.indexOf('%');
        return address == null || zone < 0 ? address : address.substring(0, zone);
    }
}
