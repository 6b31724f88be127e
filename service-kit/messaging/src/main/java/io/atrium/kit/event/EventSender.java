package io.atrium.kit.event;

import io.atrium.kit.topic.KafkaClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of a service: idempotent, acknowledged by all in-sync replicas, bytes in and bytes out.
 *
 * <p>{@link #send} never blocks its caller: each topic has a queue and, while there is work, a thread of its own, so
 * that a topic whose metadata or leader is missing delays no other. Records for one key sent one after another arrive
 * in that order. A Uni completes when the broker has acknowledged, on the Vert.x context it was subscribed on, and fails
 * when the broker did not within {@code atrium.kafka.delivery-timeout}, at once with {@link SenderOverloadedException}
 * when {@code atrium.kafka.max-bytes-in-flight} already wait, or {@code atrium.kafka.topic-share} of that for the one
 * topic. A send that timed out may have arrived: after sending again, consumers must recognize the duplicate by its
 * event id.
 */
@ApplicationScoped
public class EventSender {
    private static final Duration METADATA_WAIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final EventSenderConfig config;
    private final MeterRegistry metrics;
    private final long mostOfTopic;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final Map<String, TopicQueue> queues = new ConcurrentHashMap<>();

    // As many threads as topics that have something to send: what a thread may wait for is its topic's.
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "event-sender");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean closed;
    private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

    EventSender(KafkaClients clients, EventSenderConfig config, MeterRegistry metrics) {
        this.clients = clients;
        this.config = config;
        this.metrics = metrics;
        Gauge.builder("atrium.kafka.in.flight", bytesInFlight, AtomicLong::get)
                .description("Bytes of events that wait for the broker's acknowledgement")
                .baseUnit("bytes")
                .register(metrics);
        this.mostOfTopic = (long) (config.maxBytesInFlight() * config.topicShare());
    }

    /** Sends the event under the key. */
    public Uni<RecordMetadata> send(String topic, @Nullable String key, EventEnvelope event) {
        return send(topic, key, event.toBytes());
    }

    /** Sends a value under the key; a null value is a tombstone. */
    public Uni<RecordMetadata> send(String topic, @Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return send(new ProducerRecord<>(topic, keyBytes, value));
    }

    /** Sends a record as it is, on subscription. */
    public Uni<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().emitter(emitter -> {
            TopicQueue queue = queue(record.topic());
            queue.accept(new Sending(record, emitter, size -> {
                bytesInFlight.addAndGet(-size);
                queue.released(size);
            }));
        });
    }

    /**
     * Fetches a topic's partitions now, so that the first send need not. Returns at once; failing is harmless.
     */
    public void prepare(String topic) {
        queue(topic).prepare();
    }

    /**
     * The partition that a key's records go to.
     *
     * @return -1 while the topic's partitions are not known; {@link #prepare} has them fetched
     */
    public int partition(String topic, String key) {
        return queue(topic).partition(key.getBytes(StandardCharsets.UTF_8));
    }

    /** How many partitions a topic has; 0 while that is not known. */
    public int partitions(String topic) {
        return queue(topic).partitions();
    }

    /** Bytes that wait for an acknowledgement at this moment. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    @PreDestroy
    void close() {
        closed = true;
        queues.values().forEach(TopicQueue::close);
        threads.shutdownNow();
        KafkaProducer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(5));
        }
    }

    private TopicQueue queue(String topic) {
        return queues.computeIfAbsent(topic, name -> new TopicQueue(name, this, threads, config.deliveryTimeout()));
    }

    /** Counts a record that comes in; false, and nothing counted, when there is no room for it. */
    boolean admit(Sending sending, String topic, long ofTopic) {
        long now = bytesInFlight.addAndGet(sending.size());
        if (now <= config.maxBytesInFlight() && ofTopic <= mostOfTopic) {
            return true;
        }
        bytesInFlight.addAndGet(-sending.size());
        metrics.counter("atrium.kafka.refused", "topic", topic).increment();
        return false;
    }

    boolean isClosed() {
        return closed;
    }

    /** Opens the producer, which fails while not one broker address can be resolved; for the queues' threads alone. */
    synchronized KafkaProducer<byte[], byte[]> producer() {
        if (closed) {
            throw new IllegalStateException("The sender is closed");
        }
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = ProducerSettings.of(clients, config, config.deliveryTimeout());
        // Twice what may be in flight, and topics never forgotten: so that handing over seldom waits.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * config.maxBytesInFlight());
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.MAX_VALUE / 4);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_WAIT.toMillis());
        return settings;
    }
}
