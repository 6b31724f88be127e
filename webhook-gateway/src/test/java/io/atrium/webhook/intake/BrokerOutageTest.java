package io.atrium.webhook.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.TestEvents;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OwnKafka.class)
class BrokerOutageTest {

    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"id\":\"usr_1\"}}";

    @TestHTTPResource("/")
    URI gateway;

    EmbeddedKafka kafka;

    @AfterEach
    void letTheBrokerRun() {
        OwnKafka.signal(kafka.pid(), "CONT");
    }

    @Test
    void shouldAcceptNothingWhileTheBrokerIsAwayAndLoseNothingThatWasAccepted() throws UnreadableEventException {
        TestTopics topics = new TestTopics(kafka.bootstrapServers());
        Provider provider = provider(topics);
        List<HttpResponse<String>> replies = new ArrayList<>(send(provider, 50));

        OwnKafka.signal(kafka.pid(), "STOP");
        List<HttpResponse<String>> away = send(provider, 50);
        OwnKafka.signal(kafka.pid(), "CONT");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> provider.deliver(Provider.newId(), BODY).statusCode() == 202);
        replies.addAll(send(provider, 50));

        assertThat(away).allSatisfy(reply -> {
            assertThat(reply.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("BROKER_UNAVAILABLE");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(replies).allSatisfy(reply -> assertThat(reply.statusCode()).isEqualTo(202));
        Set<String> published = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : topics.read("atrium.webhooks.v1")) {
            published.add(EventEnvelope.parse(record.value()).id());
        }
        assertThat(replies)
                .allSatisfy(
                        reply -> assertThat(published).contains(new JsonObject(reply.body()).getString("event_id")));
    }

    @Test
    void shouldNotCallADuplicateWhatWasNeverAcknowledged() {
        Provider provider = provider(new TestTopics(kafka.bootstrapServers()));
        String id = Provider.newId();

        OwnKafka.signal(kafka.pid(), "STOP");
        HttpResponse<String> first = provider.deliver(id, BODY);
        OwnKafka.signal(kafka.pid(), "CONT");
        HttpResponse<String> again = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> provider.deliver(id, BODY), reply -> reply.statusCode() == 202);

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(again.body()).getString("status")).isEqualTo("accepted");
    }

    @Test
    void shouldBeHealthyAgainWithoutADeliveryAndCountWhatMayHaveArrived() {
        Provider provider = provider(new TestTopics(kafka.bootstrapServers()));

        OwnKafka.signal(kafka.pid(), "STOP");
        send(provider, 3);
        int during = given().get("/api/v1/health").statusCode();
        OwnKafka.signal(kafka.pid(), "CONT");

        assertThat(during).isEqualTo(503);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> given().get("/api/v1/health").statusCode() == 200);
        assertThat(given().get("/q/metrics").asString()).containsPattern("atrium_webhook_unacknowledged_total [1-9]");
    }

    @Test
    void shouldLetWhoComesAgainShareTheFailure() {
        Provider provider = provider(new TestTopics(kafka.bootstrapServers()));
        String id = Provider.newId();

        OwnKafka.signal(kafka.pid(), "STOP");
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 3)
                .mapToObj(number -> provider.deliverLater(id, BODY))
                .toList();

        assertThat(sent)
                .allSatisfy(reply -> assertThat(reply.join().statusCode()).isEqualTo(503));
    }

    @Test
    void shouldAcceptNoBatchWhileTheBrokerIsAwayAndLoseAndDoubleNothingWhenItIsSentAgain() throws Exception {
        TestTopics topics = new TestTopics(kafka.bootstrapServers());
        Provider provider = provider(topics);
        String run = UUID.randomUUID().toString();
        String body = IntStream.range(0, 300)
                .mapToObj(number -> "{\"id\":\"" + run + "-" + number + "\",\"data\":{\"id\":\"" + number + "\"}}")
                .collect(Collectors.joining("\n"));

        OwnKafka.signal(kafka.pid(), "STOP");
        HttpResponse<String> away = provider.deliverBatch("application/x-ndjson", body);
        HttpResponse<String> stillAway = provider.deliverBatch("application/x-ndjson", body);
        OwnKafka.signal(kafka.pid(), "CONT");
        HttpResponse<String> back = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> provider.deliverBatch("application/x-ndjson", body), reply -> reply.statusCode() == 202);
        HttpResponse<String> again = provider.deliverBatch("application/x-ndjson", body);

        assertThat(List.of(away, stillAway)).allSatisfy(reply -> {
            assertThat(reply.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("BROKER_UNAVAILABLE");
            assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(eventIds(back)).hasSize(300).doesNotHaveDuplicates();
        assertThat(new JsonObject(again.body()).getInteger("duplicates")).isEqualTo(300);
        assertThat(eventIds(again)).isEqualTo(eventIds(back));
        Set<String> published = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : topics.read("atrium.webhooks.v1")) {
            published.add(EventEnvelope.parse(record.value()).id());
        }
        assertThat(published).containsAll(eventIds(back));
    }

    private static List<String> eventIds(HttpResponse<String> reply) {
        return new JsonObject(reply.body())
                .getJsonArray("results").stream()
                        .map(result -> ((JsonObject) result).getString("event_id"))
                        .toList();
    }

    private Provider provider(TestTopics topics) {
        UUID organization = UUID.randomUUID();
        topics.send(
                "atrium.organizations.v1",
                organization.toString(),
                TestEvents.json(
                        "/tenant-service",
                        "io.atrium.organization.state",
                        organization.toString(),
                        organization,
                        Map.of("id", organization.toString(), "status", "ACTIVE")));
        TestSource source = TestSource.of(topics, organization, "user").publish();
        Provider provider = new Provider(gateway, source).known();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> provider.deliver(Provider.newId(), BODY).statusCode() == 202);
        return provider;
    }

    private static List<HttpResponse<String>> send(Provider provider, int count) {
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, count)
                .mapToObj(number -> provider.deliverLater(Provider.newId(), BODY))
                .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
