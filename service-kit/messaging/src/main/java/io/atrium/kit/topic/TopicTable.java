package io.atrium.kit.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The table of a compacted topic in memory: the last value of each key, updated by a thread of its own.
 *
 * <p>Every partition is read from the beginning, without a consumer group. {@link #isCaughtUp()} becomes true when
 * everything that was in the topic at the start has been read, and stays true: during an outage of the broker the last
 * known table is used. A tombstone removes its key. A value that cannot be decoded is logged with its topic,
 * partition and offset; the key keeps its former value, and is {@link #isUnreadable} when it had none. A topic that does
 * not exist yet is waited for.
 *
 * <p>Tables are opened with {@link TopicTables#open}, which also closes them and reports on their readiness.
 *
 * @param <V> the decoded value
 */
public final class TopicTable<V> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTable.class);

    private final String topic;
    private final Decoder<V> decoder;
    private final List<Listener<V>> listeners = new CopyOnWriteArrayList<>();
    private final TopicReader reader;

    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile Map<String, V> entries = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

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
        this.reader = new TopicReader(topic, connect, new Filling());
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

    /** How long the thread that follows the topic has done nothing; not longer than some seconds while it works. */
    Duration silence() {
        return reader.silence();
    }

    /** What the table is doing, in words for a health check. */
    public String state() {
        return reader.state();
    }

    /** Adds a listener for changes from now on; entries already read are not repeated. */
    public void onChange(Listener<V> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Fills the table: the visible one at first, later one of its own, which replaces that when it is complete. */
    private final class Filling implements TopicReader.Target {

        private Map<String, V> table = entries;

        @Override
        public void begin() {
            table = caughtUp ? new ConcurrentHashMap<>() : entries;
        }

        @Override
        public void complete() {
            Map<String, V> former = entries;
            if (former != table) {
                entries = table;
                former.keySet().stream().filter(key -> !table.containsKey(key)).forEach(key -> tell(key, null));
            }
            caughtUp = true;
            LOG.infof("Topic %s read: %d entries", topic, table.size());
        }

        @Override
        public void accept(ConsumerRecord<byte[], byte[]> record) {
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
            } catch (Exception | Error e) {
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
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "A listener of %s failed for key %s", topic, key);
            }
        }
    }
}
