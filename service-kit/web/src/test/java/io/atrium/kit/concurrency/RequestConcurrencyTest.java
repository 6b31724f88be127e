package io.atrium.kit.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.FewRequests;
import io.atrium.kit.TestTokens;
import io.atrium.kit.concurrency.GateResource.Gate;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FewRequests.class)
class RequestConcurrencyTest {

    private static final int AT_ONCE = FewRequests.AT_ONCE;
    private static final int MAY_WAIT = FewRequests.MAY_WAIT;

    private final HttpClient client = HttpClient.newHttpClient();
    private final UUID loud = UUID.randomUUID();
    private final UUID quiet = UUID.randomUUID();
    private final String name = UUID.randomUUID().toString();
    private final Gate gate = Gate.of(name);

    @TestHTTPResource
    URI address;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void nobodyIsLeft() {
        gate.open();
        await().until(() -> waiting() == 0);
    }

    @Test
    void shouldWorkOnAFewRequestsOfAnOrganizationAtOnce() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> flood = flood(AT_ONCE + MAY_WAIT);
        await().until(() -> gate.arrived() == AT_ONCE && waiting() == MAY_WAIT);

        // When
        gate.open();

        // Then
        assertThat(flood)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void shouldLetOthersPass() {
        // Given
        flood(AT_ONCE + MAY_WAIT);
        await().until(() -> waiting() == MAY_WAIT);
        Gate open = Gate.of("open");
        open.open();

        // When
        HttpResponse<String> answer = send(quiet, "open").join();

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gate.arrived()).isEqualTo(AT_ONCE);
    }

    @Test
    void shouldRefuseWhatIsTooMuchForTheQueue() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>(flood(AT_ONCE + MAY_WAIT));
        await().until(() -> waiting() == MAY_WAIT);
        double refused =
                metrics.get("atrium.http.concurrency.refused").functionCounter().count();

        // When
        sent.add(send(loud, name));

        // Then
        HttpResponse<String> answer = firstOf(sent);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(waiting()).isEqualTo(MAY_WAIT);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("SERVICE_UNAVAILABLE");
        assertThat(metrics.get("atrium.http.concurrency.refused")
                        .functionCounter()
                        .count())
                .isEqualTo(refused + 1);
    }

    @Test
    void shouldNotBeginForAClientThatHasGone() {
        // Given
        flood(AT_ONCE);
        await().until(() -> gate.arrived() == AT_ONCE);
        CompletableFuture<HttpResponse<String>> gone = send(loud, name);
        await().until(() -> waiting() == 1);

        // When
        gone.cancel(true);

        // Then
        await().until(() -> waiting() == 0);
        gate.open();
        assertThat(send(loud, name).join().statusCode()).isEqualTo(200);
        assertThat(gate.arrived()).isEqualTo(AT_ONCE + 1);
    }

    /** Each on a connection of its own, as {@link HttpClient} sends what is under way at once. */
    private List<CompletableFuture<HttpResponse<String>>> flood(int requests) {
        return IntStream.range(0, requests).mapToObj(n -> send(loud, name)).toList();
    }

    private CompletableFuture<HttpResponse<String>> send(UUID organization, String gateName) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/gates/" + gateName))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.token(organization, "VIEWER"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** While the gate is closed nothing but a refusal is an answer. Of users that have one request each any may be refused. */
    private static HttpResponse<String> firstOf(List<CompletableFuture<HttpResponse<String>>> sent) {
        CompletableFuture<HttpResponse<String>> first = new CompletableFuture<>();
        sent.forEach(answer -> answer.thenAccept(first::complete));
        return first.join();
    }

    private int waiting() {
        return (int) metrics.get("atrium.http.concurrency.waiting").gauge().value();
    }
}
