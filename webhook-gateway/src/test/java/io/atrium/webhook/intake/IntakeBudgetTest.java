package io.atrium.webhook.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.wire.testing.RawConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Single deliveries of large bodies that come slowly, before anybody knows whether they are signed. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumKafka.class)
class IntakeBudgetTest {

    private static final int BODY = 1_000_000;

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldLetASenderHoldItsShareForAWhileAndLeaveTheSourceToOthers() throws IOException {
        // Given
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        try (RawConnection first = new RawConnection(gateway.getPort());
                RawConnection second = new RawConnection(gateway.getPort())) {
            // When
            first.send(head(source) + "x".repeat(BODY / 2));
            Awaitility.await().until(() -> buffered() >= BODY / 2);
            RawConnection.Reply refused = second.send(head(source)).read();
            int ofAnother = provider.deliver(Provider.newId(), "{}").statusCode();
            RawConnection.Reply late = first.read();

            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(ofAnother).isEqualTo(202);
            assertThat(late.status()).isEqualTo(408);
        }
        Awaitility.await().until(() -> buffered() == 0);
        assertThat(given().get("/q/metrics").asString()).containsPattern("atrium_http_body_slow_total [1-9]");
    }

    private static String head(TestSource source) {
        return "POST " + source.path() + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + BODY + "\r\n\r\n";
    }

    private static double buffered() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("atrium_http_body_buffered_bytes"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
