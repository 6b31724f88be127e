package io.atrium.kit.consumer;

import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a topic in batches on a Reactive Messaging channel, so that no record is lost and none stops its partition.
 *
 * <ul>
 *   <li>The records of a batch are parsed one by one; what cannot be read goes to {@code <topic>.dlq}.
 *   <li>The rest is processed in one transaction. When that fails by the fault of a record, the batch is halved, in
 *       order, until the record is alone; that one becomes a dead letter, its neighbours are processed.
 *   <li>When it fails for any other reason, the same items are tried again, with backoff and without end: the channel
 *       is paused meanwhile, liveness stays up, readiness is down. Nothing becomes a dead letter by an outage.
 *   <li>Only then is the batch acknowledged. It is never refused: a refusal would refuse all of its records.
 *   <li>While the dead letter topic cannot be written, the offset is not committed either.
 * </ul>
 *
 * A batch may be delivered again (crash, rebalance): {@link BatchHandler#process} recognizes what it has applied.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class ChangesConsumer {
 *     private final BatchConsumer<Change> consumer;
 *
 *     ChangesConsumer(BatchConsumers consumers, ChangesHandler handler) {
 *         this.consumer = consumers.open("changes-in", handler);
 *     }
 *
 *     @Incoming("changes-in")
 *     Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
 *         return consumer.consume(batch);
 *     }
 * }
 * }</pre>
 *
 * with {@code mp.messaging.incoming.changes-in.connector=smallrye-kafka}, {@code .topic} and {@code .group.id}; every
 * other setting of the channel comes with this library.
 *
 * @param <T> a record as the service understands it
 */
public final class BatchConsumer<T> {
    private static final Logger LOG = Logger.getLogger(BatchConsumer.class);

    private final String channel;
    private final BatchHandler<T> handler;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private volatile @Nullable Throwable outage;

    BatchConsumer(String channel, BatchHandler<T> handler, DeadLetters deadLetters, Backoff backoff) {
        this.channel = channel;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.backoff = backoff;
    }

    /** The channel's name. */
    public String channel() {
        return channel;
    }

    /** What the consumer is waiting to end, or null while it works. */
    public @Nullable Throwable outage() {
        return outage;
    }

    /** Takes a batch as the channel gives it, and acknowledges it when all of it is done. */
    public Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consume(records(batch)).chain(() -> acknowledge(batch));
    }

    /** The next commit covers one that fails; failing for it would end the channel. */
    private Uni<Void> acknowledge(KafkaRecordBatch<byte[], byte[]> batch) {
        return Uni.createFrom()
                .completionStage(batch.ack())
                .onFailure()
                .invoke(failure -> LOG.warnf("Committing on %s failed: %s", channel, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Takes records, without acknowledging anything. */
    public Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        List<Parsed<T>> readable = new ArrayList<>(records.count());
        List<Supplier<Uni<Void>>> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                T item = handler.parse(record);
                if (item != null) {
                    readable.add(new Parsed<>(record, item));
                }
            } catch (UnreadableEventException e) {
                unreadable.add(() -> toDeadLetters(record, e.code(), e.getMessage()));
            } catch (RuntimeException e) {
                LOG.debugf(e, "Parsing failed on %s", channel);
                unreadable.add(() -> toDeadLetters(record, UnreadableEventException.MALFORMED, e.toString()));
            }
        }
        Uni<Void> done = process(readable);
        for (Supplier<Uni<Void>> each : unreadable) {
            done = done.chain(each::get);
        }
        return done;
    }

    private Uni<Void> process(List<Parsed<T>> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<T> items = batch.stream().map(Parsed::item).toList();
        return untilDone(() -> handler.process(items), failure -> !isRecordFault(failure))
                .onFailure(this::isRecordFault)
                .recoverWithUni(failure -> isolate(batch, failure));
    }

    private boolean isRecordFault(Throwable failure) {
        return !(failure instanceof Backoff.Stopped) && handler.isRecordFault(failure);
    }

    private Uni<Void> isolate(List<Parsed<T>> batch, Throwable failure) {
        if (batch.size() == 1) {
            LOG.errorf(failure, "A record of %s cannot be processed", channel);
            return toDeadLetters(batch.get(0).record(), "processing_failed", failure.toString());
        }
        int half = batch.size() / 2;
        return process(batch.subList(0, half)).chain(() -> process(batch.subList(half, batch.size())));
    }

    private Uni<Void> toDeadLetters(ConsumerRecord<byte[], byte[]> record, String code, @Nullable String detail) {
        return untilDone(() -> deadLetters.send(record, code, detail), failure -> true);
    }

    private Uni<Void> untilDone(Supplier<Uni<Void>> work, Predicate<Throwable> isOutage) {
        return backoff.retry(work, isOutage, this::waitingFor).invoke(() -> outage = null);
    }

    private void waitingFor(Throwable failure) {
        if (outage == null) {
            LOG.errorf(failure, "Consuming %s waits for an outage to end and is tried again until it works", channel);
        } else {
            LOG.debugf("Consuming %s still waits for an outage to end: %s", channel, failure.toString());
        }
        outage = failure;
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(KafkaRecordBatch<byte[], byte[]> batch) {
        return batch.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .map(metadata -> (ConsumerRecords<byte[], byte[]>) metadata.getRecords())
                .orElseThrow(() -> new IllegalArgumentException("Not a batch of the Kafka connector"));
    }

    private record Parsed<T>(ConsumerRecord<byte[], byte[]> record, T item) {}
}
