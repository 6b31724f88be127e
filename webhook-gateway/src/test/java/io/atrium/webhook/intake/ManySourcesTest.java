package io.atrium.webhook.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** More sources of one organization than there is memory for. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumKafka.class)
class ManySourcesTest {

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldLeaveOutSourcesOfWhoeverHasMostAndKeepThoseOfOthers() {
        // Given
        Provider before = new Provider(gateway, TestSource.published(topics)).known();
        UUID organization = TestOrganizations.active();
        List<TestSource> many = IntStream.range(0, 600)
                .mapToObj(number -> TestSource.of(topics, organization, "source-" + number))
                .toList();

        // When
        many.forEach(TestSource::publish);
        Provider after = new Provider(gateway, TestSource.published(topics)).known();
        HttpResponse<String> leftOut = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> many.stream()
                                .map(source -> new Provider(gateway, source).deliver(Provider.newId(), "{}"))
                                .filter(reply -> reply.statusCode() == 503)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);

        // Then
        assertThat(before.deliver(Provider.newId(), "{}").statusCode()).isEqualTo(202);
        assertThat(after.deliver(Provider.newId(), "{}").statusCode()).isEqualTo(202);
        assertThat(leftOut.headers().firstValue("Retry-After")).isPresent();
        assertThat(given().get("/q/metrics").asString()).containsPattern("atrium_webhook_sources_left_out_total [1-9]");
    }
}
