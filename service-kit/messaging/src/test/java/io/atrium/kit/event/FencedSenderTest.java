package io.atrium.kit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class FencedSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    FencedSenders senders;

    private final String id = "fenced-" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @Test
    void shouldRefuseTheEarlierHolderOfItsId() {
        try (FencedSender first = opened();
                FencedSender second = opened()) {
            second.send(List.of(record("newer"))).await().atMost(PATIENCE);

            assertThatThrownBy(
                            () -> first.send(List.of(record("older"))).await().atMost(PATIENCE))
                    .isInstanceOf(RuntimeException.class);

            assertThat(first.isOpen()).isFalse();
            assertThat(second.isOpen()).isTrue();
            assertThat(values()).containsExactly("newer");
        }
    }

    @Test
    void shouldSendAllOrNothingAndGoOnAfterAFailure() {
        try (FencedSender sender = opened()) {
            assertThatThrownBy(() -> sender.send(List.of(record("x".repeat(5_000_000))))
                            .await()
                            .atMost(PATIENCE))
                    .isInstanceOf(RecordTooLargeException.class);

            sender.open().await().atMost(PATIENCE);
            sender.send(List.of(record("1"), record("2"))).await().atMost(PATIENCE);

            assertThat(values()).containsExactly("1", "2");
        }
    }

    private FencedSender opened() {
        FencedSender sender = senders.make(id);
        sender.open().await().atMost(PATIENCE);
        return sender;
    }

    private ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(Topics.SIGNING_KEYS, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private List<String> values() {
        return TestTopics.shared().awaitKey(Topics.SIGNING_KEYS, 1, key).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
