package io.atrium.kit.latency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LatencyBucketsTest {

    @Test
    void shouldCountRequestsInBuckets() {
        // Given
        String bucket = "http_server_requests_seconds_bucket{";

        // When
        given().get("/api/v1/nothing-here");

        // Then
        await().untilAsserted(() -> assertThat(metrics())
                .anyMatch(line -> line.startsWith(bucket) && line.contains("le=\"0.05\""))
                .anyMatch(line -> line.startsWith(bucket) && line.contains("le=\"5.0\""))
                .anyMatch(line -> line.startsWith(bucket) && line.contains("le=\"+Inf\"")));
    }

    private static List<String> metrics() {
        return given().get("/q/metrics").then().extract().asString().lines().toList();
    }
}
