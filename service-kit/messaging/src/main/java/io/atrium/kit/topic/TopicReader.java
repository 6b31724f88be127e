package io.atrium.kit.topic;

import io.atrium.kit.time.Backoff;
import io.atrium.kit.tls.CertificateFault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads every partition of a topic from the beginning and follows it, without a consumer group, on a thread of its own.
 * When the connection or anything else fails it waits and reads anew. A topic that does not exist yet is waited for.
 */
final class TopicReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PARTITIONS_AGE = Duration.ofMinutes(1);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final Target target;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile boolean closed;
    private volatile boolean completed;
    private volatile long lastRound = System.nanoTime();
    private volatile String state = "connecting";
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /** What is done with what is read, on the reader's thread. */
    interface Target {

        /** A reading begins, with the oldest record of each partition. */
        void begin();

        void accept(ConsumerRecord<byte[], byte[]> record);

        /** Everything that stood in the topic when the reading began has been accepted. */
        void complete();
    }

    TopicReader(String topic, Supplier<Consumer<byte[], byte[]>> connect, Target target) {
        this.topic = topic;
        this.connect = connect;
        this.target = target;
        this.thread = new Thread(this::run, "topic-table-" + topic);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How long ago its thread last went round its loop: a thread that has ended or is blocked never does again. */
    Duration silence() {
        return closed ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastRound);
    }

    /** What it is doing, in words for a health check. */
    String state() {
        return state;
    }

    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        closing.countDown();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            lastRound = System.nanoTime();
            Instant began = Instant.now();
            try (Consumer<byte[], byte[]> consumer = connect.get()) {
                current = consumer;
                new Reading(consumer).run();
            } catch (WakeupException | InterruptException e) {
                LOG.debugf("Stopped reading %s", topic);
            } catch (RuntimeException | Error e) {
                failures = began.plusSeconds(60).isBefore(Instant.now()) ? 1 : failures + 1;
                state = "reading failed: " + e.getClass().getSimpleName();
                LOG.warnf(
                        "Reading %s failed, trying again: %s",
                        topic, CertificateFault.of(e).orElse(e.toString()));
                sleep(PAUSES.withEqualJitter(failures).toMillis());
            } finally {
                current = null;
            }
        }
        state = "closed";
    }

    /** Waits, but not longer than until it is closed. An interrupt would spoil the consumer's own closing. */
    private void sleep(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debugf("Closed while waiting for %s", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection's reading of the topic. */
    private final class Reading {

        private final Consumer<byte[], byte[]> consumer;
        private final Set<TopicPartition> assigned = new HashSet<>();
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private Instant partitionsSeen = Instant.MIN;
        private boolean complete;

        Reading(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        void run() {
            target.begin();
            awaitTopic();
            while (!closed) {
                lastRound = System.nanoTime();
                if (partitionsSeen.plus(PARTITIONS_AGE).isBefore(Instant.now())) {
                    assignAll(consumer.partitionsFor(topic));
                }
                consumer.poll(POLL).forEach(target::accept);
                if (!complete && hasReachedEnds()) {
                    complete = true;
                    completed = true;
                    target.complete();
                    state = "current";
                }
            }
        }

        private void awaitTopic() {
            boolean said = false;
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            while (!closed && partitions.isEmpty()) {
                lastRound = System.nanoTime();
                state = "waiting for the topic to exist";
                if (!said) {
                    LOG.warnf("Topic %s does not exist yet, waiting for it", topic);
                    said = true;
                }
                sleep(1_000);
                partitions = closed ? List.of() : consumer.partitionsFor(topic);
            }
            if (!closed) {
                assignAll(partitions);
            }
        }

        private void assignAll(List<PartitionInfo> partitions) {
            partitionsSeen = Instant.now();
            Set<TopicPartition> added = new HashSet<>();
            partitions.forEach(each -> added.add(new TopicPartition(topic, each.partition())));
            added.removeAll(assigned);
            if (added.isEmpty()) {
                return;
            }
            state = completed ? "reading again" : "reading";
            assigned.addAll(added);
            // assigned first: the consumer warns of the end of a partition that it does not have
            consumer.assign(assigned);
            ends.putAll(consumer.endOffsets(added));
            consumer.seekToBeginning(added);
        }

        private boolean hasReachedEnds() {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }
}
