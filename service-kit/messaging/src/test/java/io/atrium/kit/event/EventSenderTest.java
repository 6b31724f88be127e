package io.atrium.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class EventSenderTest {
    private static final String TOPIC = "atrium.erasures-test.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EventSender sender;

    @Inject
    Vertx vertx;

    @Test
    void shouldKeepTheOrderOfAKeyFromTheFirstSendOn() {
        String key = UUID.randomUUID().toString();
        List<Uni<RecordMetadata>> sends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sends.add(sender.send(
                    "atrium.changes.v1.dlq", key, Integer.toString(i).getBytes(StandardCharsets.UTF_8)));
        }

        Uni.join().all(sends).andFailFast().await().atMost(PATIENCE);

        assertThat(TestTopics.shared().awaitKey("atrium.changes.v1.dlq", 500, key))
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 500)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(sender.bytesInFlight()).isZero();
    }

    @Test
    void shouldCompleteOnTheCallersContext() throws Exception {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> completedOn = new CompletableFuture<>();

        context.runOnContext(ignored -> sender.send("atrium.webhooks.v1.dlq", "k", new byte[] {1})
                .subscribe()
                .with(done -> completedOn.complete(Vertx.currentContext()), completedOn::completeExceptionally));

        assertThat(completedOn.get(20, TimeUnit.SECONDS)).isSameAs(context);
    }

    @Test
    void shouldRefuseAtOnceWhatDoesNotFitItsMemory() {
        byte[] tooMuch = new byte[1_000_001];

        assertThatThrownBy(() -> sender.send("atrium.webhooks.v1.dlq", "k", tooMuch)
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(SenderOverloadedException.class);
        assertThat(sender.bytesInFlight()).isZero();
    }

    @Test
    void shouldFailForATopicThatNeverAppears() {
        assertThatThrownBy(() -> sender.send(TOPIC, "k", new byte[] {1}).await().atMost(PATIENCE))
                .hasMessageContaining(TOPIC);
        assertThat(sender.bytesInFlight()).isZero();
    }
}
