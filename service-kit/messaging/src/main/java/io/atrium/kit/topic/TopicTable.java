package io.atrium.kit.topic;

import io.atrium.kit.time.Backoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
 * A compacted topic held in memory as a table: the last value of each key, kept current by a thread of its own.
 *
 * <p>Every partition is read from the beginning, without a consumer group. {@link #isCaughtUp()} turns true once
 * everything that stood in the topic at the start has been read, and stays true: through an outage of the broker the
 * last known table remains. A tombstone removes its key. A value that cannot be decoded is logged with its topic,
 * partition and offset; the key keeps its former value, and is {@link #isUnreadable} when it had none. A topic that does
 * not exist yet is waited for.
 *
 * <p>Tables are opened with {@link TopicTables#open}, which also closes them and reports on their readiness.
 *
 * @param <V> the decoded value
 */
public final class TopicTable<V> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTable.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PARTITIONS_AGE = Duration.ofMinutes(1);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final String topic;
    private final Decoder<V> decoder;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final List<Listener<V>> listeners = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final CountDownLatch closing = new CountDownLatch(1);

    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile Map<String, V> entries = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;
    private volatile boolean closed;
    private volatile String state = "connecting";
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /** Turns the bytes of one record into a value. */
    @FunctionalInterface
    public interface Decoder<V> {
        /**
         * @param key the record's key, UTF-8
         * @param value the record's value, never null
         * @return the value to keep, or null to leave the key out of the table
         * @throws Exception when the bytes are no such value; the record is logged and skipped
         */
        @Nullable
        V decode(String key, byte[] value) throws Exception;
    }

    /** Told of each change, on the table's own thread, after the table shows it. */
    @FunctionalInterface
    public interface Listener<V> {
        /**
         * @param key the key that changed
         * @param value its value now, or null when it was removed
         */
        void changed(String key, @Nullable V value);
    }

    TopicTable(String topic, Decoder<V> decoder, Supplier<Consumer<byte[], byte[]>> connect) {
        this.topic = topic;
        this.decoder = decoder;
        this.connect = connect;
        this.reader = new Thread(this::run, "topic-table-" + topic);
        this.reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    /** The topic that is read. */
    public String topic() {
        return topic;
    }

    /** The last value of the key, or null when there is none (or when it has not been read yet). */
    public @Nullable V get(String key) {
        return entries.get(key);
    }

    /** Whether the topic has a value of the key that cannot be read, and none was read before it. */
    public boolean isUnreadable(String key) {
        return unreadable.contains(key);
    }

    /** A view of all entries, which follows the topic; to be asked for anew at each use. */
    public Map<String, V> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Drops the entries that have become meaningless; a later record of the same key brings it back. */
    public void forget(Predicate<V> meaningless) {
        entries.values().removeIf(meaningless);
    }

    /** How many keys have a value. */
    public int size() {
        return entries.size();
    }

    /** Whether everything that the topic held at the start has been read; once true, true for good. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** What the table is doing, in words for a health check. */
    public String state() {
        return state;
    }

    /** Adds a listener for changes from now on; entries already read are not repeated. */
    public void onChange(Listener<V> listener) {
        listeners.add(listener);
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
            reader.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            Instant began = Instant.now();
            try (Consumer<byte[], byte[]> consumer = connect.get()) {
                current = consumer;
                new Reading(consumer).run();
            } catch (WakeupException | InterruptException e) {
                LOG.debugf("Stopped reading %s", topic);
            } catch (RuntimeException e) {
                failures = began.plusSeconds(60).isBefore(Instant.now()) ? 1 : failures + 1;
                state = "broker unavailable: " + e.getClass().getSimpleName();
                LOG.warnf("Reading %s failed, trying again: %s", topic, e.toString());
                pause(failures);
            } finally {
                current = null;
            }
        }
        state = "closed";
    }

    private void pause(int failures) {
        sleep(PAUSES.withEqualJitter(failures).toMillis());
    }

    /** Waits, but not longer than until the table is closed. An interrupt would spoil the consumer's own closing. */
    private void sleep(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debugf("Closed while waiting for %s", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection's reading of the topic, from the beginning into a table of its own until that is complete. */
    private final class Reading {
        private final Consumer<byte[], byte[]> consumer;
        private final Set<TopicPartition> assigned = new HashSet<>();
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private final Map<String, V> table;
        private Instant partitionsSeen = Instant.MIN;
        private boolean complete;

        Reading(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
            // The first reading fills the visible table at once; a later one replaces it when it is complete.
            this.table = caughtUp ? new ConcurrentHashMap<>() : entries;
        }

        void run() {
            awaitTopic();
            while (!closed) {
                if (partitionsSeen.plus(PARTITIONS_AGE).isBefore(Instant.now())) {
                    assignAll(consumer.partitionsFor(topic));
                }
                consumer.poll(POLL).forEach(this::accept);
                if (!complete && hasReachedEnds()) {
                    complete();
                }
            }
        }

        private void awaitTopic() {
            boolean said = false;
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            while (!closed && partitions.isEmpty()) {
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
            state = caughtUp ? "reading again" : "reading";
            assigned.addAll(added);
            ends.putAll(consumer.endOffsets(added));
            consumer.assign(assigned);
            consumer.seekToBeginning(added);
        }

        private boolean hasReachedEnds() {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }

        private void complete() {
            complete = true;
            Map<String, V> former = entries;
            if (former != table) {
                entries = table;
                former.keySet().stream().filter(key -> !table.containsKey(key)).forEach(key -> tell(key, null));
            }
            caughtUp = true;
            state = "current";
            LOG.infof("Topic %s read: %d entries", topic, table.size());
        }

        private void accept(ConsumerRecord<byte[], byte[]> record) {
            if (record.key() == null) {
                LOG.warnf("Skipped a record without a key: %s", position(record));
                return;
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            try {
                V value = record.value() == null ? null : decoder.decode(key, record.value());
                unreadable.remove(key);
                if (value == null) {
                    table.remove(key);
                } else {
                    table.put(key, value);
                }
                tell(key, value);
            } catch (Exception | StackOverflowError e) {
                LOG.errorf("Skipped a record that cannot be read: %s: %s", position(record), e.toString());
                keepFormer(key);
            }
        }

        private void keepFormer(String key) {
            V former = entries.get(key);
            if (former != null) {
                table.putIfAbsent(key, former);
            } else if (!table.containsKey(key)) {
                unreadable.add(key);
            }
        }

        private String position(ConsumerRecord<byte[], byte[]> record) {
            return "topic " + topic + ", partition " + record.partition() + ", offset " + record.offset();
        }
    }

    private void tell(String key, @Nullable V value) {
        for (Listener<V> listener : listeners) {
            try {
                listener.changed(key, value);
            } catch (RuntimeException e) {
                LOG.errorf(e, "A listener of %s failed for key %s", topic, key);
            }
        }
    }
}
