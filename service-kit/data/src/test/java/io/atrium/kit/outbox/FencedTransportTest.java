package io.atrium.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventSender;
import io.atrium.kit.event.FencedSenders;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class FencedTransportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EventSender sender;

    @Inject
    FencedSenders senders;

    @Test
    void shouldRefuseAnOlderValueFromARelayThatHasLostItsLease() {
        String application = "relays-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        FencedTransport first = transport(application);
        FencedTransport second = transport(application);
        int partition = await().atMost(PATIENCE).until(() -> prepared(first, key), found -> found >= 0);
        ready(first, partition);

        ready(second, partition);
        List<Throwable> later = send(second, partition, key, "newer");
        List<Throwable> late = send(first, partition, key, "older");

        assertThat(later).containsOnlyNulls();
        assertThat(late)
                .singleElement()
                .satisfies(failure -> assertThat(SendFailures.isOutage(failure)).isTrue());
        assertThat(TestTopics.shared().awaitKey(Topics.SIGNING_KEYS, 1, key))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("newer");
        first.close();
        second.close();
    }

    private FencedTransport transport(String application) {
        return new FencedTransport(Topics.SIGNING_KEYS, application, sender, senders, Runnable::run);
    }

    private static int prepared(FencedTransport transport, String key) {
        transport.prepare();
        return transport.partition(key);
    }

    private static void ready(FencedTransport transport, int partition) {
        await().atMost(PATIENCE).until(() -> transport.isReady(partition, () -> {}));
    }

    private static List<Throwable> send(FencedTransport transport, int partition, String key, String value) {
        return transport
                .send(
                        partition,
                        List.of(new ProducerRecord<>(Topics.SIGNING_KEYS, key.getBytes(UTF_8), value.getBytes(UTF_8))))
                .await()
                .atMost(PATIENCE);
    }
}
