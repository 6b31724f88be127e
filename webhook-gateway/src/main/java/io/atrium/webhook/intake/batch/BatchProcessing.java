package io.atrium.webhook.intake.batch;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.webhook.intake.AsymmetricSignatures;
import io.atrium.webhook.intake.BatchConfig;
import io.atrium.webhook.intake.BodyDecoder;
import io.atrium.webhook.intake.ContentCoding;
import io.atrium.webhook.intake.Deliveries;
import io.atrium.webhook.intake.IntakeConfig;
import io.atrium.webhook.intake.IntakeLimits;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.intake.SignatureRefusals;
import io.atrium.webhook.intake.UndecodableBodyException;
import io.atrium.webhook.intake.WebhookPublisher;
import io.atrium.webhook.signature.Verdict;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a batch: verified over the bytes as they came, decoded, split, handed over item by item, and answered
 * when the broker has acknowledged them all. On the {@link BatchWorkers}.
 */
@Singleton
final class BatchProcessing {

    private final Vertx vertx;
    private final BatchWorkers workers;
    private final BatchVerification verifications;
    private final BatchPublication.Means means;
    private final SignatureRefusals refusals;
    private final IntakeLimits limits;
    private final BatchMetrics metrics;
    private final BatchConfig config;
    private final IntakeConfig intake;

    BatchProcessing(
            Vertx vertx,
            BatchWorkers workers,
            BatchVerification verifications,
            BatchLane lane,
            Deliveries deliveries,
            WebhookPublisher publisher,
            SignatureRefusals refusals,
            IntakeLimits limits,
            BatchMetrics metrics,
            BatchConfig config,
            IntakeConfig intake) {
        this.vertx = vertx;
        this.workers = workers;
        this.verifications = verifications;
        this.means = new BatchPublication.Means(workers, lane, deliveries, publisher);
        this.refusals = refusals;
        this.limits = limits;
        this.metrics = metrics;
        this.config = config;
        this.intake = intake;
    }

    /** Has a batch worked on; never waits. */
    void begin(ReceivedBatch batch, byte[] wire) {
        BatchVerification.Step verification = verifications.begin(batch, wire);
        if (verification == null) {
            batch.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, AsymmetricSignatures.NO_PLACE);
        } else {
            work(batch, () -> process(batch, verification, wire));
        }
    }

    private void work(ReceivedBatch batch, Runnable step) {
        workers.execute(() -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                batch.answer(() -> batch.exchange().fail(e));
            }
        });
    }

    private void process(ReceivedBatch batch, BatchVerification.Step verification, byte[] wire) {
        Verdict verdict = verification.run();
        if (verdict == null) {
            batch.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, ReceivedBatch.NO_ROOM);
            return;
        }
        if (verdict != Verdict.VALID) {
            batch.answer(() -> refusals.refuse(batch.exchange(), batch.source(), verdict, batch.coding()));
            return;
        }
        if (!batch.lease().moveTo(batch.source().organization())) {
            batch.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, ReceivedBatch.NO_ROOM);
            return;
        }
        try {
            byte[] body = decode(batch, wire);
            BatchItems items = body == null ? null : BatchItems.of(batch.form(), body, config.maxEvents());
            if (items == null || !batch.lease().take((long) BatchBudget.ITEM * items.count())) {
                batch.refuse(Outcome.OVERLOADED, ErrorCode.SERVICE_UNAVAILABLE, ReceivedBatch.NO_ROOM);
            } else {
                limit(batch, items);
            }
        } catch (UndecodableBodyException e) {
            batch.refuse(
                    e.isTooLarge() ? Outcome.TOO_LARGE : Outcome.UNDECODABLE,
                    e.isTooLarge() ? ErrorCode.PAYLOAD_TOO_LARGE : ErrorCode.MALFORMED_REQUEST,
                    String.valueOf(e.getMessage()));
        } catch (MalformedBatchException e) {
            batch.refuse(Outcome.MALFORMED, e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** Each item counts as a delivery does; a batch is taken whole or not at all. */
    private void limit(ReceivedBatch batch, BatchItems items) {
        batch.exchange()
                .onEventLoop(() -> limits.take(
                        batch.source(),
                        items.count(),
                        () -> work(batch, () -> publish(batch, items)),
                        problem -> batch.answer(() -> batch.exchange().refuseOverLimit(problem))));
    }

    /** The body, {@code null} when there is no room for it; while it is decoded, both are held. */
    private byte @Nullable [] decode(ReceivedBatch batch, byte[] wire) throws UndecodableBodyException {
        if (batch.coding() == ContentCoding.IDENTITY) {
            return wire;
        }
        int most = BodyDecoder.most(batch.coding(), wire.length, config.maxBody(), intake.maxDecodedRatio());
        if (!batch.lease().take(most)) {
            return null;
        }
        byte[] body = BodyDecoder.decode(batch.coding(), wire, config.maxBody(), intake.maxDecodedRatio());
        batch.lease().give((long) most + wire.length - body.length);
        return body;
    }

    private void publish(ReceivedBatch batch, BatchItems items) {
        BatchItemReader reader = new BatchItemReader(
                batch.source(),
                intake.maxBody(),
                batch.clientIp(),
                batch.receivedAt(),
                batch.exchange().traceParent());
        Deadline deadline = new Deadline(vertx);
        BatchPublication publication = new BatchPublication(
                means,
                reader,
                items,
                results -> workers.execute(() -> {
                    deadline.cancel();
                    conclude(batch, results);
                }));
        deadline.set(config.publishTimeout().toMillis(), publication::abandon);
        publication.advance();
    }

    private void conclude(ReceivedBatch batch, @Nullable BatchResults results) {
        if (results == null) {
            batch.answer(() -> batch.exchange()
                    .brokerUnavailable("Not all events have been accepted. Send the batch again later: those that have"
                            + " been are duplicates then."));
            return;
        }
        String reply = results.json();
        metrics.count(results);
        batch.answer(() -> batch.exchange().accept(Outcome.ACCEPTED, reply));
    }

    /** A timer that may be cancelled from any thread. */
    private static final class Deadline {

        private final Vertx vertx;
        private long timer;

        Deadline(Vertx vertx) {
            this.vertx = vertx;
        }

        void set(long millis, Runnable late) {
            timer = vertx.setTimer(millis, id -> late.run());
        }

        void cancel() {
            vertx.cancelTimer(timer);
        }
    }
}
