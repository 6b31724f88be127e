package io.atrium.webhook.intake.batch;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.webhook.intake.ContentCoding;
import io.atrium.webhook.intake.Exchange;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.source.WebhookSource;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose body has come whole.
 *
 * @param lease what it holds of the budget; closed with its answer
 * @param url the absolute public URL that it was sent to
 * @param sender the network that it came from
 * @param receivedAt milliseconds since the epoch
 */
record ReceivedBatch(
        Exchange exchange,
        WebhookSource source,
        BatchForm form,
        ContentCoding coding,
        BatchBudget.Lease lease,
        MultiMap headers,
        String url,
        @Nullable String clientIp,
        String sender,
        long receivedAt) {

    static final String NO_ROOM = "Batches of too many bytes are under way at once. Retry later.";

    /** Answers in its own way, from any thread. */
    void answer(Runnable answer) {
        lease.close();
        exchange.onEventLoop(answer);
    }

    /** Answers with a problem, from any thread. */
    void refuse(Outcome outcome, ErrorCode code, String detail) {
        answer(() -> exchange.refuse(outcome, code, detail));
    }
}
