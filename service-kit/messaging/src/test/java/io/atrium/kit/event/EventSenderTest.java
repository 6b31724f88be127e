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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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

    @AfterEach
    void awaitTheEndOfEverySend() {
        Awaitility.await().atMost(PATIENCE).until(() -> sender.bytesInFlight() == 0);
    }

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

    @Test
    void shouldSendToATopicWhileAnotherIsNotThere() {
        CompletableFuture<?> missing = sender.send(TOPIC, "k", new byte[] {1}).subscribeAsCompletionStage();

        sender.send("atrium.usage.v1.dlq", "k", new byte[] {1}).await().atMost(Duration.ofSeconds(4));

        assertThat(missing).isNotDone();
    }

    @Test
    void shouldLeaveMemoryToOthersWhileATopicCannotBeWritten() {
        byte[] quarter = new byte[250_000];
        String away = "atrium.away-" + UUID.randomUUID();
        List<CompletableFuture<RecordMetadata>> sends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sends.add(sender.send(away, "k", quarter).subscribeAsCompletionStage());
        }

        assertThat(sends.get(3))
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(SenderOverloadedException.class);
        sender.send("atrium.usage.v1.dlq", "k", new byte[100_000]).await().atMost(PATIENCE);
    }
}
