package io.atrium.kit.outbox;

import io.atrium.kit.event.EventSender;
import io.atrium.kit.event.FencedSender;
import io.atrium.kit.event.FencedSenders;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * To a compacted topic, in transactions, under one transactional id for each partition of the outbox' topic. The owner of
 * the outbox takes the id, and only then reads, on the connection that holds its lease, what it sends under it: if that
 * reading succeeds, the lease was still held after the id was taken, and every later owner takes the id after it. So of
 * two owners the later one's values stand last, however late the earlier one's arrive.
 */
final class FencedTransport implements LaneTransport {

    /** Between two attempts to open a sender. A fixed interval, no backoff: one process opens it. */
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private static final Logger LOG = Logger.getLogger(FencedTransport.class);

    private final String topic;
    private final String application;
    private final EventSender sender;
    private final FencedSenders senders;
    private final Executor relay;
    private final Map<Integer, FencedSender> partitions = new HashMap<>();
    private final Set<Integer> opening = new HashSet<>();
    private final Map<Integer, Long> failedAt = new HashMap<>();
    private boolean closed;

    FencedTransport(String topic, String application, EventSender sender, FencedSenders senders, Executor relay) {
        this.topic = topic;
        this.application = application;
        this.sender = sender;
        this.senders = senders;
        this.relay = relay;
    }

    @Override
    public int partitions() {
        return sender.partitions(topic);
    }

    @Override
    public int partition(String key) {
        return sender.partition(topic, key);
    }

    @Override
    public void prepare() {
        sender.prepare(topic);
    }

    @Override
    public boolean isReady(int partition, Runnable wake) {
        FencedSender fenced =
                partitions.computeIfAbsent(partition, number -> senders.make(application + "." + topic + "-" + number));
        if (fenced.isOpen()) {
            return true;
        }
        Long failed = failedAt.get(partition);
        boolean due = failed == null || System.nanoTime() - failed >= PAUSE_NANOS;
        if (!closed && due && opening.add(partition)) {
            fenced.open()
                    .emitOn(relay)
                    .subscribe()
                    .with(
                            done -> {
                                opening.remove(partition);
                                failedAt.remove(partition);
                                wake.run();
                            },
                            failure -> {
                                opening.remove(partition);
                                failedAt.put(partition, System.nanoTime());
                                LOG.debugf("Partition %d of %s cannot be opened: %s", partition, topic, failure);
                            });
        }
        return false;
    }

    @Override
    public Uni<List<@Nullable Throwable>> send(int partition, List<ProducerRecord<byte[], byte[]>> records) {
        FencedSender fenced = partitions.get(partition);
        if (fenced == null) {
            throw new IllegalStateException("Partition " + partition + " was not asked for");
        }
        List<ProducerRecord<byte[], byte[]>> addressed = records.stream()
                .map(record -> new ProducerRecord<>(record.topic(), partition, record.key(), record.value()))
                .toList();
        return fenced.send(addressed)
                .replaceWith(() -> Collections.<@Nullable Throwable>nCopies(records.size(), null))
                .onFailure()
                .recoverWithItem(failure -> Collections.nCopies(records.size(), failure))
                .emitOn(relay);
    }

    @Override
    public boolean failsTogether() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        partitions.values().forEach(FencedSender::close);
    }
}
