package io.atrium.identity.outage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginFloodTest extends IdentityTest {

    private static final String HASHED = "atrium_compute_work_seconds_count{pool=\"password-hash\"}";
    private static final int FLOOD = 500;
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);

    @TestHTTPResource("/api/v1/")
    URI api;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldLeaveReadsAloneWhileManyLogIn() throws IOException, InterruptedException {
        // Given
        Person admin = registered();
        HttpRequest read = HttpRequest.newBuilder(api.resolve("users/me"))
                .header("Authorization", "Bearer " + admin.accessToken())
                .build();
        List<Duration> reads = new ArrayList<>();

        // When
        List<CompletableFuture<HttpResponse<String>>> flood =
                IntStream.range(0, FLOOD).mapToObj(this::login).toList();
        CompletableFuture<Void> over = CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new));
        while (!over.isDone()) {
            long began = System.nanoTime();
            assertThat(client.send(read, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            reads.add(Duration.ofNanos(System.nanoTime() - began));
        }

        // Then
        assertThat(reads.stream().skip(reads.size() / 20)).allMatch(one -> one.compareTo(LONGEST_READ) < 0);
        List<HttpResponse<String>> replies =
                flood.stream().map(CompletableFuture::join).toList();
        assertThat(replies).extracting(HttpResponse::statusCode).containsOnly(401, 503);
        assertThat(replies)
                .filteredOn(reply -> reply.statusCode() == 503)
                .isNotEmpty()
                .allMatch(reply -> reply.headers().firstValue("Retry-After").isPresent());
        Awaitility.await().atMost(PATIENCE).until(() -> metric("atrium_compute_waiting{pool=\"password-hash\"}") == 0);
        assertThat(metric("atrium_compute_refused_total{pool=\"password-hash\"}"))
                .isPositive();
    }

    @Test
    void shouldHashNothingForClientsThatAreGone() {
        // Given
        double before = metric(HASHED);
        List<CompletableFuture<HttpResponse<String>>> flood =
                IntStream.range(0, FLOOD / 5).mapToObj(this::login).toList();
        Awaitility.await().atMost(PATIENCE).until(() -> metric("atrium_compute_waiting{pool=\"password-hash\"}") > 10);

        // When
        flood.forEach(reply -> reply.cancel(true));

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> metric("atrium_compute_waiting{pool=\"password-hash\"}") == 0
                        && metric("atrium_compute_under_way{kind=\"password\"}") == 0);
        assertThat(metric(HASHED) - before).isLessThan(flood.size() / 2.0);
    }

    private CompletableFuture<HttpResponse<String>> login(int n) {
        String body = "{\"email\":\"nobody-" + n + "@flood.example\",\"password\":\"" + PASSWORD + "\"}";
        HttpRequest request = HttpRequest.newBuilder(api.resolve("auth/login"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "198.51." + n / 100 + "." + n % 10)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
