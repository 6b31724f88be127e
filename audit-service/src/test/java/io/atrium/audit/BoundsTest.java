package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class BoundsTest {
    private static final int MEGABYTE = 850_000;
    private static final int PLACES = 3;

    private final UUID organization = TestOrganizations.active();

    @TestHTTPResource
    URL root;

    @Test
    void shouldVerifyALongChainByContinuations() {
        Changes.sendAndAwait(organization, 100);

        List<Integer> events = new ArrayList<>();
        ValidatableResponse answer = verify(null);
        int head = answer.extract().path("head.seq");
        while (answer.extract().path("continuation") != null) {
            events.add(answer.body("verified", is(true))
                    .body("head.seq", is(head))
                    .extract()
                    .path("events"));
            answer = verify(answer.extract().path("continuation"));
        }

        assertThat(events).isNotEmpty().isSorted();
        answer.body("verified", is(true)).body("first_break", nullValue()).body("events", is(100));
    }

    @Test
    void shouldFindABreakBehindAContinuation() {
        Changes.sendAndAwait(organization, 100);
        Changes.tamper(
                "UPDATE audit_payloads SET words = '' WHERE seq = 90 AND organization_id = '" + organization + "'");

        ValidatableResponse answer = verify(null).body("verified", is(true)).body("continuation", notNullValue());
        while (answer.extract().path("continuation") != null) {
            answer = verify(answer.extract().path("continuation"));
        }

        answer.body("verified", is(false)).body("first_break.seq", is(90)).body("events", is(89));
    }

    @Test
    void shouldRefuseAContinuationOfAnotherOrganization() {
        Changes.sendAndAwait(organization, 60);
        String continuation = verify(null).extract().path("continuation");
        UUID other = TestOrganizations.active();

        as(other)
                .queryParam("continuation", continuation)
                .get("/api/v1/audit/verify")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("continuation"));
    }

    @Test
    void shouldReadAListAndEachOfItsLargeRecords() {
        List<UUID> ids = sendLarge(5);

        byte[] list = as(organization)
                .queryParam("limit", 200)
                .get("/api/v1/audit/events")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(list.length).isLessThan(100_000);
        for (UUID id : ids) {
            Response detail = as(organization).get("/api/v1/audit/events/" + id);
            detail.then().statusCode(200);
            assertThat(detail.asByteArray().length).isGreaterThan(MEGABYTE);
        }
        assertThat(held()).isZero();
    }

    @Test
    void shouldRefuseLargeAnswersBeyondTheBudgetAtOnceAndTakeTheBytesBackFromAClientThatDoesNotRead() throws Exception {
        UUID large = sendLarge(1).get(0);
        UUID other = TestOrganizations.active();
        UUID small = Changes.send(other, Changes.data(other, "thing.changed"));
        Changes.awaitCount(other, 1);
        try (Socket client = askWithoutReading("/api/v1/audit/events/" + large, 12)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> held() > 10_000_000);

            long begin = System.nanoTime();
            Response refused = as(organization).get("/api/v1/audit/events/" + large);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(time).isLessThan(Duration.ofSeconds(1));
            as(other).get("/api/v1/audit/events/" + small).then().statusCode(200);
            assertThat(client.isConnected()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> held() == 0);
        as(organization).get("/api/v1/audit/events/" + large).then().statusCode(200);
    }

    @Test
    void shouldVerifyOnceAtATimeForAnOrganization() {
        Changes.sendAndAwait(organization, 40);
        ExecutorService threads = Executors.newFixedThreadPool(12);

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 48)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> as(organization).get("/api/v1/audit/verify").statusCode(), threads))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .contains(200, 429)
                .allMatch(status -> status == 200 || status == 429);
        threads.shutdown();
        verify(null);
    }

    @Test
    void shouldVerifyForAnotherOrganizationInItsTurn() throws Exception {
        // Given
        List<Socket> others = new ArrayList<>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Integer> status;
            try (Connection lock = Changes.lock("audit_events")) {
                for (int i = 0; i < PLACES; i++) {
                    others.add(askWithoutReading(TestOrganizations.active(), "/api/v1/audit/verify", 1));
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> metric("atrium_audit_verifications_held") == PLACES);

                // When
                status = CompletableFuture.supplyAsync(
                        () -> as(organization).get("/api/v1/audit/verify").statusCode(), threads);
                await().atMost(Duration.ofSeconds(10)).until(() -> metric("atrium_audit_verifications_waiting") == 1);
            }

            // Then
            assertThat(status.join()).isEqualTo(200);
        } finally {
            for (Socket other : others) {
                other.close();
            }
            threads.shutdown();
        }
    }

    @Test
    void shouldEndAVerificationWhoseClientHasGone() throws Exception {
        Changes.sendAndAwait(organization, 10);

        try (Connection lock = Changes.lock("audit_events")) {
            Socket client = askWithoutReading("/api/v1/audit/verify", 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> metric("atrium_audit_verifications_held") == 1);
            client.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> metric("atrium_audit_verifications_held") == 0);
        }

        verify(null).body("events", is(10));
        Changes.awaitCount(organization, 11);
    }

    @Test
    void shouldKeepTheOrderOfWhatIsMoreThanAShare() {
        List<UUID> ids = Changes.sendAndAwait(organization, 300);

        assertThat(Changes.column("SELECT event_id FROM audit_events WHERE organization_id = '" + organization
                        + "' ORDER BY seq"))
                .isEqualTo(ids.stream().map(UUID::toString).toList());
        assertThat(metric("atrium_audit_postponed_total")).isPositive();
    }

    private List<UUID> sendLarge(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> data = Changes.data(organization, "thing.changed");
            data.put("after", Map.of("name", "x".repeat(MEGABYTE)));
            ids.add(Changes.send(organization, data));
        }
        Changes.awaitCount(organization, count);
        return ids;
    }

    /** So often, one behind the other, that the answers do not fit into the buffers of the operating system. */
    private Socket askWithoutReading(String path, int times) throws IOException {
        return askWithoutReading(organization, path, times);
    }

    private Socket askWithoutReading(UUID organization, String path, int times) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(root.getHost(), root.getPort()));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestTokens.user(organization, "ORG_ADMIN") + "\r\n\r\n";
        socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private ValidatableResponse verify(@Nullable String continuation) {
        RequestSpecification request = as(organization);
        if (continuation != null) {
            request.queryParam("continuation", continuation);
        }
        return request.get("/api/v1/audit/verify").then().statusCode(200);
    }

    private static RequestSpecification as(UUID organization) {
        return given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, "ORG_ADMIN"));
    }

    private static double held() {
        return metric("atrium_replies_bytes_held");
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
