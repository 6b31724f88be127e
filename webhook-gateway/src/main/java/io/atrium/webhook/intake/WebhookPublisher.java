package io.atrium.webhook.intake;

import io.atrium.contracts.WebhookReceived;
import io.atrium.kit.topic.KafkaClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Hands events to the broker from event loops: idempotent, acknowledged by all in-sync replicas, never blocking, and
 * with bounds on what may wait. After a failure only a few are let through to its partition, to find out when it is back.
 */
@Startup
@Singleton
public final class WebhookPublisher {

    private static final Logger LOG = Logger.getLogger(WebhookPublisher.class);
    /** A fixed interval, no backoff: the client asks the broker by its own {@code retry.backoff.ms}. */
    private static final long WARM_UP_PAUSE_MILLIS = 200;
    /** Headers, offsets and the like that a record takes besides key and value. */
    private static final int RECORD_OVERHEAD = 128;

    private final KafkaProducer<byte[], byte[]> producer;
    private final InFlight inFlight;
    private final Thread warmUp;
    private final Counter unacknowledged;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private volatile boolean ready;

    WebhookPublisher(KafkaClients clients, IntakeConfig config, BatchConfig batches, MeterRegistry registry) {
        this.inFlight = InFlight.of(config);
        this.unacknowledged = Counter.builder("atrium.webhook.unacknowledged")
                .description("Events that were handed to the broker and not acknowledged in time: they may have arrived"
                        + " though their senders were told to send again")
                .register(registry);
        this.producer = new KafkaProducer<>(
                settings(clients, config, batches), new ByteArraySerializer(), new ByteArraySerializer());
        this.warmUp = new Thread(this::learnPartitions, "webhook-publisher-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    /** Whether the topic's partitions are known, which handing over without waiting needs. */
    public boolean isReady() {
        return ready;
    }

    /** Whether the broker acknowledged what each partition was last given. */
    public boolean isAcknowledged() {
        return acknowledgements.areComplete();
    }

    /** The same of the key's partition. */
    public boolean isAcknowledged(byte[] key) {
        return !acknowledgements.isFailing(acknowledgements.partition(key));
    }

    /** Single deliveries that wait for their acknowledgement. */
    public int inFlight() {
        return inFlight.events();
    }

    /**
     * Hands one event over, within the bounds of single deliveries.
     *
     * @param organizationId whose share of the bounds it takes from
     * @param done told once, on the producer's thread, of the acknowledgement or of the failure; after a failure the
     *     event may still arrive
     * @return {@code false} when it was not taken and will not arrive
     */
    boolean offer(UUID organizationId, byte[] key, byte[] value, Callback done) {
        int size = key.length + value.length + RECORD_OVERHEAD;
        boolean probe = !isAcknowledged(key);
        if (!ready || !inFlight.enter(organizationId, size, probe)) {
            return false;
        }
        boolean taken = send(key, value, (metadata, failure) -> {
            inFlight.leave(organizationId, size, probe);
            done.onCompletion(metadata, failure);
        });
        if (!taken) {
            inFlight.leave(organizationId, size, probe);
        }
        return taken;
    }

    /** Hands one event over for somebody who bounds by itself what is in flight; otherwise as {@link #offer}. */
    public boolean send(byte[] key, byte[] value, Callback done) {
        if (!ready) {
            return false;
        }
        int partition = acknowledgements.partition(key);
        try {
            producer.send(new ProducerRecord<>(WebhookReceived.TOPIC, key, value), (metadata, failure) -> {
                acknowledgements.note(partition, failure != null);
                if (failure != null) {
                    unacknowledged.increment();
                }
                done.onCompletion(metadata, failure);
            });
            return true;
        } catch (KafkaException | IllegalStateException e) {
            acknowledgements.note(partition, true);
            LOG.debug("A webhook failed", e);
            return false;
        }
    }

    /** All partitions but these could acknowledge again, as far as the broker tells: the next events find out. */
    void noteRecovered(int partitions, Set<Integer> stillFailing) {
        acknowledgements.know(partitions);
        acknowledgements.recover(stillFailing);
    }

    private void learnPartitions() {
        while (!ready) {
            try {
                // With no time to block, the first calls only start the request.
                int partitions = producer.partitionsFor(WebhookReceived.TOPIC).size();
                acknowledgements.know(partitions);
                ready = partitions > 0;
            } catch (KafkaException e) {
                LOG.debugf("Partitions of %s not known yet: %s", WebhookReceived.TOPIC, e.getMessage());
            }
            try {
                Thread.sleep(ready ? 0 : WARM_UP_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @PreDestroy
    void close() {
        warmUp.interrupt();
        producer.close(Duration.ofSeconds(5));
    }

    private static Map<String, Object> settings(KafkaClients clients, IntakeConfig config, BatchConfig batches) {
        int delivery = (int) config.acknowledgementTimeout().toMillis();
        Map<String, Object> settings = clients.producer();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "webhook-publisher");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) config.linger().toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * config.maxBody());
        // Handing over runs on event loops: nothing to wait for, topics never forgotten, memory beyond the bounds.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.MAX_VALUE / 4);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2 * (config.maxBytesInFlight() + batches.maxBytesInFlight()));
        return settings;
    }
}
