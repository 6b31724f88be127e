package io.atrium.kit.event;

import io.atrium.kit.topic.KafkaClients;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one producer of a service: idempotent, acknowledged by all in-sync replicas, bytes in and bytes out.
 *
 * <p>{@link #send} never blocks its caller. Records for one key sent one after another arrive in that order. A Uni
 * completes when the broker has acknowledged, on the Vert.x context it was subscribed on, and fails when the broker
 * did not within {@code atrium.kafka.delivery-timeout}, at once with {@link SenderOverloadedException} when
 * {@code atrium.kafka.max-bytes-in-flight} already wait. A send that failed by its timeout may have arrived: whoever
 * sends again relies on the receivers' deduplication by event id.
 */
@ApplicationScoped
public class EventSender {
    private static final Logger LOG = Logger.getLogger(EventSender.class);
    private static final int RECORD_OVERHEAD = 128;
    private static final Duration METADATA_WAIT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final EventSenderConfig config;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    // A topic's first send asks the broker for its partitions, which blocks: such sends take turns here.
    private final ExecutorService lane = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "event-sender");
        thread.setDaemon(true);
        return thread;
    });

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

    EventSender(KafkaClients clients, EventSenderConfig config) {
        this.clients = clients;
        this.config = config;
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
        return Uni.createFrom().emitter(emitter -> accept(new Sending(record, emitter)));
    }

    /**
     * Fetches a topic's partitions now, so that the first send need not. Returns at once; failing is harmless.
     */
    public void prepare(String topic) {
        lane.execute(() -> isKnown(topic));
    }

    /** Bytes that wait for an acknowledgement at this moment. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    @PreDestroy
    void close() {
        stop.countDown();
        lane.shutdownNow();
        KafkaProducer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(5));
        }
    }

    private void accept(Sending sending) {
        long now = bytesInFlight.addAndGet(sending.size);
        if (now > config.maxBytesInFlight()) {
            sending.fail(new SenderOverloadedException(now));
        } else if (waiting.get() == 0 && known.contains(sending.record.topic())) {
            sending.hand();
        } else {
            queue(sending);
        }
    }

    private void queue(Sending sending) {
        waiting.incrementAndGet();
        try {
            lane.execute(() -> {
                try {
                    sending.handWhenKnown();
                } finally {
                    waiting.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            sending.fail(e);
        }
    }

    private boolean isKnown(String topic) {
        if (known.contains(topic)) {
            return true;
        }
        try {
            if (open().partitionsFor(topic).isEmpty()) {
                return false;
            }
            return known.add(topic);
        } catch (RuntimeException e) {
            LOG.debugf("Partitions of %s are not known yet: %s", topic, e.toString());
            return false;
        }
    }

    /** Opens the producer, which fails while not one broker address can be resolved; only the lane calls it. */
    private KafkaProducer<byte[], byte[]> open() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private Map<String, Object> settings() {
        long delivery = config.deliveryTimeout().toMillis();
        long request = Math.min(
                config.requestTimeout().toMillis(), delivery - config.linger().toMillis());
        Map<String, Object> settings = clients.producer();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, config.linger().toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxRecordBytes());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression());
        // Twice what may be in flight, and topics never forgotten: so that handing over never waits.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * config.maxBytesInFlight());
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.MAX_VALUE / 4);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA_WAIT.toMillis());
        return settings;
    }

    /** One record on its way. */
    private final class Sending {
        private final ProducerRecord<byte[], byte[]> record;
        private final UniEmitter<? super RecordMetadata> emitter;
        private final @Nullable Context context = Vertx.currentContext();
        private final long began = System.nanoTime();
        private final int size;

        Sending(ProducerRecord<byte[], byte[]> record, UniEmitter<? super RecordMetadata> emitter) {
            this.record = record;
            this.emitter = emitter;
            this.size = RECORD_OVERHEAD + length(record.key()) + length(record.value());
        }

        void handWhenKnown() {
            while (!isKnown(record.topic())) {
                if (System.nanoTime() - began > config.deliveryTimeout().toNanos()) {
                    fail(new TimeoutException("The broker could not be reached for topic " + record.topic()));
                    return;
                }
                if (!pause()) {
                    fail(new RejectedExecutionException("The sender is closed"));
                    return;
                }
            }
            hand();
        }

        void hand() {
            KafkaProducer<byte[], byte[]> open = producer;
            try {
                if (open == null) {
                    throw new IllegalStateException("The producer is not open");
                }
                open.send(record, (metadata, failure) -> {
                    if (failure == null) {
                        succeed(metadata);
                    } else {
                        fail(failure);
                    }
                });
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private boolean pause() {
            try {
                return !stop.await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void succeed(RecordMetadata metadata) {
            bytesInFlight.addAndGet(-size);
            onContext(() -> emitter.complete(metadata));
        }

        void fail(Throwable failure) {
            bytesInFlight.addAndGet(-size);
            onContext(() -> emitter.fail(failure));
        }

        private void onContext(Runnable completion) {
            if (context == null) {
                completion.run();
            } else {
                context.runOnContext(ignored -> completion.run());
            }
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
