package io.atrium.kit.body;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.ClientNetwork;
import io.atrium.kit.http.HttpConfig;
import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Receives the body of a request whose caller was admitted, before anything of it is parsed: within the {@link
 * BodyBudget}, and not from a client that is too slow. A small body is then parsed as JSON at once, a large one on a
 * worker thread.
 */
@ApplicationScoped
public class BodyIntake {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final long CLOSING_MILLIS = 1_000;

    private final BodyBudget budget;
    private final SlowSenders slow;
    private final int limit;
    private final int parsedOnWorker;

    BodyIntake(
            BodyBudget budget,
            SlowSenders slow,
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.budget = budget;
        this.slow = slow;
        this.limit = (int) Math.min(Integer.MAX_VALUE - 8, maxBody.asLongValue());
        this.parsedOnWorker = (int) config.body().parsedOnWorker().asLongValue();
    }

    /** Whose share of the budget a request takes from: the caller's organization, or the client's network. */
    public static String owner(RoutingContext routing) {
        return CallerContext.of(routing)
                .map(Caller::organizationId)
                .map(id -> "organization " + id)
                .orElseGet(() -> "client "
                        + ClientNetwork.of(CallerContext.address(routing)).orElse("unknown"));
    }

    void receive(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        if (!hasBody(routing.request())) {
            return;
        }
        BodyBudget.Lease lease = budget.open(owner(routing));
        routing.addEndHandler(ended -> lease.close());
        request.suspend();
        BodyReceiver.receive(
                routing.request(),
                lease,
                slow,
                limit,
                body -> goOn(request, body),
                fault -> refuse(request, routing, lease, fault));
    }

    private static boolean hasBody(HttpServerRequest request) {
        if (request.isEnded() || request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || request.version() == HttpVersion.HTTP_2
                : !length.equals("0");
    }

    private void goOn(ResteasyReactiveContainerRequestContext request, byte[] body) {
        request.setEntityStream(new ByteArrayInputStream(body));
        if (body.length >= parsedOnWorker) {
            ((ResteasyReactiveRequestContext) request.getServerRequestContext())
                    .resume(Infrastructure.getDefaultExecutor());
        } else {
            request.resume();
        }
    }

    private void refuse(
            ResteasyReactiveContainerRequestContext request,
            RoutingContext routing,
            BodyBudget.Lease lease,
            BodyReceiver.Fault fault) {
        lease.close();
        switch (fault) {
            case TOO_LARGE -> {
                UnreadBody.discard(routing.request());
                request.resume(new ProblemException(
                        ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than this address takes."));
            }
            case NO_ROOM -> {
                UnreadBody.discard(routing.request());
                request.resume(new ProblemException(
                                ErrorCode.SERVICE_UNAVAILABLE, "Too many request bodies are being received; try again.")
                        .withRetryAfter(RETRY_AFTER));
            }
            case TOO_SLOW -> {
                routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                routing.vertx()
                        .setTimer(
                                CLOSING_MILLIS,
                                timer -> routing.request().connection().close());
                request.resume(new ProblemException(ErrorCode.REQUEST_TIMEOUT, "The body was sent too slowly."));
            }
            // Nobody is left to answer: the answer goes nowhere and ends the request.
            case GONE ->
                request.resume(new ProblemException(
                        ErrorCode.MALFORMED_REQUEST, "The connection was closed before the end of the body."));
        }
    }
}
