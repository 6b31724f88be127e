package io.atrium.kit.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.time.Backoff;
import io.atrium.kit.tracing.Tracing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class InterruptedBatchTest {

    @Inject
    DeadLetters deadLetters;

    @Inject
    BatchConsumerConfig config;

    @Inject
    Vertx vertx;

    @Inject
    Tracing tracing;

    @Test
    void shouldNeitherAcknowledgeNorFailABatchThatTheEndInterrupts() {
        // Given
        Retries retries = new Retries(vertx, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
        BatchConsumer<String> consumer =
                new BatchConsumer<>("lines-in", Topics.USAGE, new Lines(), deadLetters, retries, config, tracing);
        Batch batch = new Batch();
        retries.stop();

        // When
        UniAssertSubscriber<Void> consumed =
                consumer.consume(batch).subscribe().withSubscriber(UniAssertSubscriber.create());

        // Then
        consumed.assertNotTerminated();
        assertThat(batch.acknowledged).hasValue(0);
    }

    private static final class Lines implements BatchHandler<String> {
        @Override
        public String parse(ConsumerRecord<byte[], byte[]> record) {
            return new String(record.value(), StandardCharsets.UTF_8);
        }

        @Override
        public Uni<Void> process(List<String> lines) {
            return Uni.createFrom().voidItem();
        }
    }

    /** One record, as the connector would give it. */
    private static final class Batch implements KafkaRecordBatch<byte[], byte[]> {

        private final AtomicInteger acknowledged = new AtomicInteger();

        @Override
        public Metadata getMetadata() {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(Topics.USAGE, 0, 0, bytes("key"), bytes("line"));
            return Metadata.of(new IncomingKafkaRecordBatchMetadata<>(
                    new ConsumerRecords<>(Map.of(new TopicPartition(Topics.USAGE, 0), List.of(record)), Map.of()),
                    "lines-in",
                    Map.of()));
        }

        @Override
        public CompletionStage<Void> ack() {
            acknowledged.incrementAndGet();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> ack(Metadata metadata) {
            return ack();
        }

        @Override
        public List<KafkaRecord<byte[], byte[]>> getRecords() {
            return List.of();
        }

        @Override
        public Map<TopicPartition, KafkaRecord<byte[], byte[]>> getLatestOffsetRecords() {
            return Map.of();
        }

        @Override
        public List<byte[]> getPayload() {
            return List.of();
        }

        @Override
        public Iterator<KafkaRecord<byte[], byte[]>> iterator() {
            return getRecords().iterator();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
