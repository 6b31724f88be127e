package io.atrium.kit.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.TestTokens;
import io.atrium.kit.concurrency.GateResource.Gate;
import io.atrium.kit.ratelimit.SlowAndShared;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A user's requests that wait for something else than this process do not keep the organization's others waiting. */
@QuarkusTest
@TestProfile(SlowAndShared.class)
class SlowRequestsTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final UUID organization = UUID.randomUUID();

    @TestHTTPResource
    URI address;

    @Test
    void shouldBeginOthersWhileSlowRequestsGoOn() {
        // Given
        String name = UUID.randomUUID().toString();
        Gate gate = Gate.of(name);

        // When
        List<CompletableFuture<HttpResponse<String>>> slow =
                IntStream.range(0, 7).mapToObj(n -> send(name)).toList();

        // Then
        await().until(() -> gate.arrived() == 7);
        gate.open();
        assertThat(slow)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    private CompletableFuture<HttpResponse<String>> send(String name) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/gates/" + name))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.token(organization, "VIEWER"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
