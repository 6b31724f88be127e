package io.atrium.integration.health;

import static io.atrium.integration.health.HealthCounts.bad;
import static io.atrium.integration.health.HealthCounts.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.Sql;
import io.atrium.integration.provider.CallSummary;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class IntegrationHealthTest {

    private static final Percentage BUCKET = Percentage.withPercentage(12.5);

    @Inject
    CallFlush flush;

    @Test
    void shouldTellNothingOfWhatWasNeverCalled() {
        UUID organization = organization();

        Api.admin(organization)
                .get("/api/v1/integrations/health")
                .then()
                .statusCode(200)
                .body("window", equalTo("1h"))
                .body("integrations", hasSize(3))
                .body("integrations[0].status", equalTo("UNKNOWN"))
                .body("integrations[0].circuit", equalTo("CLOSED"))
                .body("integrations[0].calls", equalTo(0))
                .body("integrations[0].error_rate", nullValue())
                .body("integrations[0].response_ms.p50", nullValue())
                .body("integrations[0].uptime.last_5m", nullValue())
                .body("integrations[0].uptime.last_30d", nullValue())
                .body("integrations[0].last_error", nullValue());
    }

    @Test
    void shouldTellCallsErrorRateAndResponseTimes() {
        UUID organization = organization();
        write(
                good(organization, 90, Duration.ofMillis(20)),
                good(organization, 8, Duration.ofMillis(700)),
                bad(organization, 2));

        JsonPath user = user(organization, "1h");

        assertThat(user.getLong("calls")).isEqualTo(100);
        assertThat(user.getDouble("error_rate")).isEqualTo(0.02);
        assertThat(user.getDouble("response_ms.p50")).isCloseTo(20, BUCKET);
        assertThat(user.getDouble("response_ms.p95")).isCloseTo(700, BUCKET);
        assertThat(user.getDouble("response_ms.p99")).isCloseTo(10_000, BUCKET);
        assertThat(user.getString("last_error.code")).isEqualTo("provider_timeout");
        assertThat(Instant.parse(user.getString("last_error.at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void shouldCountEachWindowByItself() {
        UUID organization = organization();
        write(good(organization, 1, Duration.ofMillis(10)));
        age(organization, "10 minutes", "60");
        age(organization, "2 hours", "300");
        age(organization, "3 days", "3600");
        write(good(organization, 10, Duration.ofMillis(10)));

        assertThat(user(organization, "5m").getLong("calls")).isEqualTo(10);
        assertThat(user(organization, "1h").getLong("calls")).isEqualTo(11);
        assertThat(user(organization, "24h").getLong("calls")).isEqualTo(11);
        assertThat(user(organization, "30d").getLong("calls")).isEqualTo(11);
    }

    @Test
    void shouldTellUptimeByMinutesWhateverTheCalls() {
        UUID organization = organization();
        write(bad(organization, 3));
        age(organization, "2 minutes", "60");
        // minutes of one hour that are an hour old: 45 with an answer, 15 without
        Sql.execute("UPDATE provider_call_bucket SET bucket_at = bucket_at - interval '1 hour',"
                + " failed_minutes = (1::bigint << 60) - 1, answered_minutes = (1::bigint << 45) - 1"
                + " WHERE resolution = 3600 AND organization_id = '" + organization + "'");
        write(good(organization, 5_000, Duration.ofMillis(10)));

        JsonPath user = user(organization, "1h");

        assertThat(user.getDouble("uptime.last_5m")).isEqualTo(0.5);
        assertThat(user.getDouble("uptime.last_1h")).isEqualTo(0.5);
        assertThat(user.getDouble("uptime.last_30d")).isCloseTo(46 / 61.0, within(0.0001));
    }

    @Test
    void shouldTakeARefusalOfTheRequestForAnAnswer() {
        UUID organization = organization();
        CallSummary refused = bad(organization, 1);
        write(new CallSummary(
                organization, "user", 1, 1, 1, 0, 0, refused.latency(), refused.lastError(), refused.circuit()));

        JsonPath user = user(organization, "1h");

        assertThat(user.getDouble("error_rate")).isEqualTo(1);
        assertThat(user.getDouble("uptime.last_5m")).isEqualTo(1);
    }

    @Test
    void shouldNotChangeForOneBadCallAndRecoverAfterSeveralGoodOnes() {
        UUID organization = organization();
        write(good(organization, 1, Duration.ofMillis(10)));
        assertThat(status(organization)).isEqualTo("HEALTHY");
        write(bad(organization, 1));
        assertThat(status(organization)).isEqualTo("HEALTHY");
        write(bad(organization, 1));
        assertThat(status(organization)).isEqualTo("DEGRADED");
        write(bad(organization, 1));
        assertThat(status(organization)).isEqualTo("UNHEALTHY");
        age(organization, "10 minutes", "60");

        write(good(organization, 2, Duration.ofMillis(10)));
        String afterTwo = status(organization);
        write(good(organization, 1, Duration.ofMillis(10)));

        assertThat(afterTwo).isEqualTo("UNHEALTHY");
        assertThat(status(organization)).isEqualTo("HEALTHY");
    }

    @Test
    void shouldKeepChangesAsHistoryAndTellThemToOthers() {
        UUID organization = organization();
        write(good(organization, 1, Duration.ofMillis(10)));

        write(bad(organization, 5));

        JsonPath detail = Api.admin(organization)
                .get("/api/v1/integrations/" + id(organization) + "/health")
                .then()
                .statusCode(200)
                .body("integration.status", equalTo("UNHEALTHY"))
                .body("changes.before", equalTo(List.of("HEALTHY", "UNKNOWN")))
                .body("changes.after", equalTo(List.of("UNHEALTHY", "HEALTHY")))
                .body("changes[0].calls", equalTo(6))
                .body("changes[0].failures", equalTo(5))
                .body("changes[0].error_code", equalTo("provider_timeout"))
                .extract()
                .jsonPath();
        assertThat(detail.getString("changes[0].at")).isEqualTo(detail.getString("integration.since"));
        JsonNode audited = TestTopics.shared().awaitChange(organization, "integration_health.updated");
        assertThat(audited.path("resource_id").asText()).isEqualTo("user");
        assertThat(audited.path("after").path("status").asText()).isIn("HEALTHY", "UNHEALTHY");
        List<String> usage =
                TestTopics.shared().await("atrium.usage.v1", 3, record -> isHealthOf(organization, record)).stream()
                        .map(record -> Json.parse(record.value()).path("data"))
                        .map(data -> data.path("metric").asText() + " "
                                + data.path("dimensions").path("status").asText() + " "
                                + data.path("count").asInt())
                        .toList();
        assertThat(usage)
                .containsExactly(
                        "integration_health HEALTHY 1",
                        "integration_health HEALTHY -1",
                        "integration_health UNHEALTHY 1");
    }

    /** The calls of the API that the tests make are counted in the same topic, at an interval. */
    private static boolean isHealthOf(UUID organization, ConsumerRecord<String, byte[]> record) {
        return organization.toString().equals(record.key())
                && "integration_health"
                        .equals(Json.parse(record.value())
                                .path("data")
                                .path("metric")
                                .asText());
    }

    @Test
    void shouldKeepTheNewestChangesAlone() {
        UUID organization = organization();
        write(good(organization, 1, Duration.ofMillis(10)));
        Sql.execute("INSERT INTO integration_health_change (organization_id, provider, old_status, new_status, calls,"
                + " failures) SELECT '" + organization + "', 'user', 'HEALTHY', 'DEGRADED', i, 0"
                + " FROM generate_series(1, 80) i");

        write(bad(organization, 5));

        Api.admin(organization)
                .get("/api/v1/integrations/" + id(organization) + "/health")
                .then()
                .body("changes", hasSize(50))
                .body("changes[0].after", equalTo("UNHEALTHY"))
                .body("changes[1].calls", equalTo(80));
        assertThat(Sql.count("SELECT count(*) FROM integration_health_change WHERE organization_id = ?", organization))
                .isEqualTo(50);
    }

    @Test
    void shouldAddUpWhatReplicasCounted() {
        UUID organization = organization();
        UUID second = organization();
        List<CallSummary> oneOrder = List.of(
                good(organization, 3, Duration.ofMillis(10)), good(second, 1, Duration.ofMillis(10)), bad(second, 1));
        List<CallSummary> otherOrder =
                List.of(bad(second, 1), good(second, 1, Duration.ofMillis(10)), bad(organization, 2));

        Uni.join()
                .all(IntStream.range(0, 20)
                        .boxed()
                        .flatMap(i -> Stream.of(
                                all(oneOrder).onItem().ignore().andContinueWithNull(),
                                all(otherOrder).onItem().ignore().andContinueWithNull()))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(user(organization, "1h").getLong("calls")).isEqualTo(100);
        assertThat(user(organization, "1h").getLong("failures")).isEqualTo(40);
        assertThat(user(organization, "30d").getLong("calls")).isEqualTo(100);
        assertThat(user(second, "24h").getLong("calls")).isEqualTo(80);
        assertThat(Sql.count(
                        "SELECT sum(n) FROM provider_call_bucket, unnest(latency) n WHERE organization_id = ?"
                                + " AND resolution = 3600",
                        organization))
                .isEqualTo(100);
    }

    @Test
    void shouldRemoveWhatIsOlderThanItIsKept() {
        UUID organization = organization();
        write(good(organization, 1, Duration.ofMillis(10)));
        age(organization, "31 days", "60, 300, 3600");
        Sql.execute(
                "INSERT INTO provider_call_bucket SELECT organization_id, provider, 60, now() - i * interval '1 minute',"
                        + " 1, 0, 1, 0, latency FROM provider_call_bucket, generate_series(0, 199) i"
                        + " WHERE resolution = 60 AND organization_id = '" + organization + "'");

        write(good(organization, 1, Duration.ofMillis(10)));

        assertThat(Sql.count(
                        "SELECT count(*) FROM provider_call_bucket WHERE organization_id = ? AND resolution = 60",
                        organization))
                .isLessThanOrEqualTo(67);
        assertThat(Sql.count(
                        "SELECT count(*) FROM provider_call_bucket WHERE organization_id = ? AND resolution > 60",
                        organization))
                .isEqualTo(2);
    }

    @Test
    void shouldKeepOrganizationsApart() {
        UUID organization = organization();
        UUID stranger = organization();

        write(good(organization, 7, Duration.ofMillis(10)), bad(organization, 9));

        assertThat(user(stranger, "30d").getLong("calls")).isZero();
        assertThat(status(stranger)).isEqualTo("UNKNOWN");
        Api.admin(stranger)
                .get("/api/v1/integrations/" + id(organization) + "/health")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2h", "1H", "60", "5m ", "1h,24h", "-1h", "\u0661h"})
    void shouldRefuseOtherWindows(String window) {
        UUID organization = organization();

        for (String path : List.of("health", id(organization) + "/health")) {
            Api.admin(organization)
                    .queryParam("window", window)
                    .get("/api/v1/integrations/" + path)
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("window"));
        }
    }

    private static UUID organization() {
        UUID organization = TestOrganizations.active();
        Api.provisioned(organization);
        return organization;
    }

    private static String id(UUID organization) {
        return Api.provisioned(organization).getString("items.find { it.provider == 'user' }.id");
    }

    private static JsonPath user(UUID organization, String window) {
        JsonPath health = Api.admin(organization)
                .get("/api/v1/integrations/health?window=" + window)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return health.setRootPath("integrations.find { it.provider == 'user' }");
    }

    private static String status(UUID organization) {
        return user(organization, "1h").getString("status");
    }

    /** One transaction each, as a replica writes. */
    private void write(CallSummary... summaries) {
        all(Arrays.asList(summaries)).await().atMost(Duration.ofSeconds(10));
    }

    private Uni<Void> all(List<CallSummary> summaries) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (CallSummary summary : summaries) {
            written = written.chain(() -> flush.write(List.of(summary)));
        }
        return written;
    }

    private static void age(UUID organization, String by, String resolutions) {
        Sql.execute("UPDATE provider_call_bucket SET bucket_at = bucket_at - interval '" + by
                + "' WHERE resolution IN (" + resolutions + ") AND organization_id = '" + organization + "'");
    }
}
