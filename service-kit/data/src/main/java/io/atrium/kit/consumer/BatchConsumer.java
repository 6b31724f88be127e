package io.atrium.kit.consumer;

import io.atrium.contracts.Topics;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Consumes a topic in batches on a Reactive Messaging channel. No record is lost, and none stops its partition.
 *
 * <ul>
 *   <li>The records of a batch are parsed one by one; what cannot be read goes to {@code <topic>.dlq}.
 *   <li>The rest is processed in one transaction. When that fails because of an outage ({@link Outages}), the same
 *       items are tried again, with backoff, until they succeed. Meanwhile the channel is paused, liveness is UP and
 *       readiness is DOWN. An outage makes no dead letters.
 *   <li>When it fails for another reason, also a defect of our own, the batch is split in halves, in order, until the
 *       record that fails is alone; the others are processed. It is tried again alone, {@code atrium.consumer.attempts}
 *       times in all, after the others of its batch, and then sent to the dead letter topic with the reason.
 *   <li>Only then is the batch acknowledged. There is no negative acknowledgement, because it would apply to all records.
 *   <li>While the dead letter topic cannot be written, the offset is not committed either.
 * </ul>
 *
 * With {@code mp.messaging.incoming.<channel>.concurrency} a channel has several lanes, each a member of the group with
 * its own partitions, that take batches beside each other: a batch of one waits for no batch of another.
 *
 * <p>A batch may be delivered again (crash, rebalance): {@link BatchHandler#process} recognizes what it has applied.
 * What was set aside is listed and tried again by {@link DeadLetterResource}.
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
    private static final String PROCESSING_FAILED = "processing_failed";

    private final String channel;
    private final String topic;
    private final BatchHandler<T> handler;
    private final DeadLetters deadLetters;
    private final Retries retries;
    private final OutageWaits waits;
    private final BatchConsumerConfig config;
    private final Tracing tracing;

    BatchConsumer(
            String channel,
            String topic,
            BatchHandler<T> handler,
            DeadLetters deadLetters,
            Retries retries,
            BatchConsumerConfig config,
            Tracing tracing) {
        this.channel = channel;
        this.topic = topic;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.retries = retries;
        this.waits = new OutageWaits(channel, retries);
        this.config = config;
        this.tracing = tracing;
    }

    /** The channel's name. */
    public String channel() {
        return channel;
    }

    /** The topic that the channel reads. */
    String topic() {
        return topic;
    }

    /** What the consumer, or one of its lanes, is waiting to end; null while all of it works. */
    public @Nullable Throwable outage() {
        return waits.outage();
    }

    /**
     * Takes a batch as the channel gives it, and acknowledges it when all of it is done. A batch that the end of the service
     * interrupts is never done: its lane takes no other one, whose acknowledgement would cover it.
     */
    public Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consume(records(batch))
                .chain(() -> acknowledge(batch))
                .onFailure(Retries.Stopped.class)
                .recoverWithUni(Uni.createFrom().nothing());
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

    /**
     * Takes records, without acknowledging anything.
     *
     * @return how many of them became dead letters
     */
    Uni<Integer> consume(ConsumerRecords<byte[], byte[]> records) {
        List<Parsed<T>> readable = new ArrayList<>(records.count());
        List<Uni<Void>> letters = new ArrayList<>();
        BatchTraces traces = new BatchTraces(tracing, topic, records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                T item = handler.parse(record);
                if (item != null) {
                    readable.add(new Parsed<>(record, item));
                    traces.begin(record, handler.traceParent(item));
                }
            } catch (UnreadableEventException e) {
                letters.add(deadLetter(record, e.code(), e.getMessage()));
            } catch (RuntimeException | Error e) {
                LOG.debugf(e, "Parsing failed on %s", channel);
                letters.add(deadLetter(record, UnreadableEventException.MALFORMED, e.toString()));
            }
        }
        return traces.during(() -> processed(readable, letters, traces));
    }

    private Uni<Integer> processed(List<Parsed<T>> readable, List<Uni<Void>> letters, BatchTraces traces) {
        FailedRecords<T> failed = new FailedRecords<>();
        return process(readable, failed)
                .chain(() -> retryAlone(failed, 1, letters, traces))
                .chain(() -> all(letters))
                .replaceWith(letters::size)
                .invoke(this::report);
    }

    private void report(int dead) {
        if (dead > 0) {
            LOG.warnf(
                    "%d records of %s were sent to the dead letter topic %s", dead, channel, Topics.deadLetters(topic));
        }
    }

    private Uni<Void> process(List<Parsed<T>> batch, FailedRecords<T> failed) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<T> items = batch.stream().map(Parsed::item).toList();
        return waits.untilDone(() -> handler.process(items), isOutage())
                .onFailure(failure -> !retries.isStopped())
                .recoverWithUni(failure -> isolate(batch, failure, failed));
    }

    /** What is waited for; a cancelled statement only so often, as the item may be what takes so long. */
    private Predicate<Throwable> isOutage() {
        AtomicInteger cancelled = new AtomicInteger();
        return failure -> Outages.isOutage(failure)
                && !(Outages.isCancelled(failure) && cancelled.incrementAndGet() > config.cancelledAttempts());
    }

    private Uni<Void> isolate(List<Parsed<T>> batch, Throwable failure, FailedRecords<T> failed) {
        if (batch.size() == 1) {
            failed.add(batch.get(0).record(), batch.get(0).item(), failure);
            return Uni.createFrom().voidItem();
        }
        int half = batch.size() / 2;
        return process(batch.subList(0, half), failed).chain(() -> process(batch.subList(half, batch.size()), failed));
    }

    /** One pause for all of the batch, so that many bad records cost no more time than one. */
    private Uni<Void> retryAlone(FailedRecords<T> failed, int tried, List<Uni<Void>> letters, BatchTraces traces) {
        List<FailedRecords.Failed<T>> again = new ArrayList<>();
        List<Throwable> defects = new ArrayList<>();
        for (FailedRecords.Failed<T> each : failed.take()) {
            boolean isOfValue = Outages.isOfValue(each.failure());
            if (isOfValue || tried >= config.attempts()) {
                traces.failed(each.record(), PROCESSING_FAILED);
                letters.add(deadLetter(
                        each.record(), PROCESSING_FAILED, each.failure().toString()));
                if (!isOfValue) {
                    defects.add(each.failure());
                }
            } else {
                again.add(each);
            }
        }
        if (!defects.isEmpty()) {
            LOG.errorf(
                    defects.get(0),
                    "%d records of %s cannot be processed, the first because of:",
                    defects.size(),
                    channel);
        }
        return again.isEmpty()
                ? Uni.createFrom().voidItem()
                : retries.pause(tried)
                        .chain(() -> Batches.inOrder(
                                again, each -> process(List.of(new Parsed<>(each.record(), each.item())), failed)))
                        .chain(() -> retryAlone(failed, tried + 1, letters, traces));
    }

    private Uni<Void> deadLetter(ConsumerRecord<byte[], byte[]> record, String code, @Nullable String detail) {
        return waits.untilDone(() -> deadLetters.send(record, code, detail), failure -> true);
    }

    private static Uni<Void> all(List<Uni<Void>> letters) {
        return letters.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(letters).andCollectFailures().replaceWithVoid();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> records(KafkaRecordBatch<byte[], byte[]> batch) {
        return batch.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .map(metadata -> (ConsumerRecords<byte[], byte[]>) metadata.getRecords())
                .orElseThrow(() -> new IllegalArgumentException("Not a batch of the Kafka connector"));
    }

    private record Parsed<T>(ConsumerRecord<byte[], byte[]> record, T item) {}
}
