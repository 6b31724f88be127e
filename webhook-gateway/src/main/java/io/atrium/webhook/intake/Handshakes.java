package io.atrium.webhook.intake;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.tracing.Tracing;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.source.WebhookSource;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions in the query by which providers find out whether an address is the one they were given:
 * {@code hub.challenge} of Meta and of WebSub, against the source's verify token, and Microsoft's
 * {@code validationToken}, which proves nothing and is sent back as plain text. Nothing is published.
 */
@Singleton
final class Handshakes {

    private static final String MODE = "hub.mode";
    private static final String VALIDATION_TOKEN = "validationToken";

    private final Admission admission;
    private final Tracing tracing;
    private final SignatureRefusals refusals;
    private final IntakeMetrics metrics;
    private final IntakeConfig config;

    Handshakes(
            Admission admission,
            SignatureRefusals refusals,
            IntakeMetrics metrics,
            IntakeConfig config,
            Tracing tracing) {
        this.admission = admission;
        this.refusals = refusals;
        this.metrics = metrics;
        this.config = config;
        this.tracing = tracing;
    }

    /** Whether a POST asks and brings nothing: one with a body is a delivery, whatever its query says. */
    static boolean isPosted(HttpServerRequest request) {
        return request.query() != null
                && !hasBody(request)
                && HandshakeQuery.of(request.uri()).has(VALIDATION_TOKEN);
    }

    void answer(RoutingContext context, IntakePath path) {
        tracing.route(IntakePath.TEMPLATE);
        Exchange exchange = new Exchange(context, metrics, tracing.current());
        WebhookSource source = admission.admit(exchange, path.source(), path.organizationId(), config.maxBody());
        if (source == null) {
            return;
        }
        BodyReader.discard(exchange.request(), config.maxBody());
        HandshakeQuery query = HandshakeQuery.of(exchange.request().uri());
        if (query.has(VALIDATION_TOKEN)) {
            sendBack(exchange, query.get(VALIDATION_TOKEN));
        } else if (query.has(MODE)) {
            subscribe(exchange, source, query);
        } else {
            refuse(exchange, "GET is for handshakes: hub.mode or validationToken is missing in the query.");
        }
    }

    private void subscribe(Exchange exchange, WebhookSource source, HandshakeQuery query) {
        String token = query.get("hub.verify_token");
        long now = System.currentTimeMillis() / 1000;
        if (token == null || !source.handshakes().verifyTokens().matches(token, now)) {
            refusals.refuseToken(exchange, source);
        } else if (!"subscribe".equals(query.get(MODE))) {
            refuse(exchange, "The only hub.mode is subscribe.");
        } else {
            sendBack(exchange, query.get("hub.challenge"));
        }
    }

    private static void sendBack(Exchange exchange, @Nullable String text) {
        if (text == null || !HandshakeText.isGood(text)) {
            refuse(exchange, "What is to be sent back is 1 to 1024 printable ASCII characters without < and >, once.");
        } else {
            exchange.answerHandshake(text);
        }
    }

    private static void refuse(Exchange exchange, String detail) {
        exchange.refuse(Outcome.MALFORMED, ErrorCode.VALIDATION_FAILED, detail);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }
}
