package io.atrium.webhook.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FewEventsTraced.class)
@WithTestResource(AtriumKafka.class)
class IntakeLimitsTest {

    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"id\":\"usr_1\"}}";

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    private Provider provider(UUID organization, String source) {
        return new Provider(gateway, TestSource.of(topics, organization, source).publish()).known();
    }

    private static List<Integer> deliver(Provider provider, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> provider.deliver(Provider.newId(), BODY).statusCode())
                .toList();
    }

    @Test
    void shouldRefuseWhatIsOverTheSourcesLimit() {
        Provider provider = provider(TestOrganizations.active(), "user");

        assertThat(deliver(provider, 5)).containsOnly(202);
        HttpResponse<String> refused = provider.deliver(Provider.newId(), BODY);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")))
                .isBetween(30, 63);
        assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("RATE_LIMITED");
        assertThat(new JsonObject(refused.body()).getString("detail")).contains("limit: source");
        given().get("/q/metrics")
                .then()
                .body(containsString("atrium_webhook_intake_seconds_count{outcome=\"rate_limited\"}"));
    }

    @Test
    void shouldLimitAnOrganizationsSourcesTogetherAndNoOtherOrganization() {
        UUID organization = TestOrganizations.active();
        Provider user = provider(organization, "user");
        Provider payment = provider(organization, "payment");
        Provider stranger = provider(TestOrganizations.active(), "user");
        deliver(user, 5);

        List<Integer> ofPayment = deliver(payment, 5);

        assertThat(ofPayment).containsExactly(202, 202, 202, 429, 429);
        assertThat(deliver(stranger, 5)).containsOnly(202);
    }

    @Test
    void shouldTakeNothingFromASourceForWhatAStrangerSends() {
        Provider provider = provider(TestOrganizations.active(), "user");
        for (int i = 0; i < 20; i++) {
            assertThat(Provider.send(provider.request().POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(deliver(provider, 5)).containsOnly(202);
    }
}
