package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More events than a search looks at in one request. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class ShortPagesTest {
    private final UUID organization = TestOrganizations.active();
    private final String admin = TestTokens.user(organization, "ORG_ADMIN");

    @ParameterizedTest
    @CsvSource({"ip, 198.51.100.1", "outcome, DENIED", "resource_type, device", "q, needle"})
    void shouldEndAPageWhereTheSearchStopped(String parameter, String value) {
        // Given
        UUID wanted = sendWanted();
        Changes.sendAndAwaitMore(organization, 20, 21);

        // When
        JsonPath page = search(Map.of(parameter, value));

        // Then
        assertThat(page.getList("items")).isEmpty();
        assertThat(following(page, Map.of(parameter, value))).containsExactly(wanted.toString());
    }

    @ParameterizedTest
    @CsvSource({"actor, actor-9", "action, device.lost", "resource_id, r-wanted", "until, 2001-01-01T00:00:00Z"})
    void shouldFindByAnIndexAtOnce(String parameter, String value) {
        // Given
        UUID wanted = sendWanted();
        Changes.sendAndAwaitMore(organization, 40, 41);

        // When
        JsonPath page = search(Map.of(parameter, value));

        // Then
        assertThat(page.getList("items.id")).containsExactly(wanted.toString());
        assertThat(page.getString("next_cursor")).isNull();
    }

    @Test
    void shouldFindEveryEventOnceAlthoughMoreComeBetweenThePages() {
        // Given
        sendWanted();
        List<UUID> before = Changes.sendAndAwaitMore(organization, 50, 51);
        Map<String, String> filter = Map.of("ip", "192.0.2.7", "action", "thing.changed", "limit", "7");

        // When
        JsonPath first = search(filter);
        Changes.sendAndAwaitMore(organization, 5, 57);
        List<String> all = new ArrayList<>(first.getList("items.id", String.class));
        all.addAll(following(first, filter));

        // Then
        assertThat(all)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(UUID::toString).toList());
    }

    /** An event that each filter finds, and that no other event is like. */
    private UUID sendWanted() {
        Map<String, Object> data = Changes.data(organization, "device.lost");
        data.put("ip", "198.51.100.1");
        data.put("outcome", "DENIED");
        data.put("resource_id", "r-wanted");
        data.put("actor", Map.of("type", "USER", "id", "actor-9"));
        data.put("occurred_at", Instant.parse("2000-01-01T00:00:00Z").toString());
        data.put("after", Map.of("name", "needle"));
        UUID id = Changes.send(organization, data);
        Changes.awaitCount(organization, 1);
        return id;
    }

    private List<String> following(JsonPath page, Map<String, String> filter) {
        List<String> ids = new ArrayList<>();
        String cursor = page.getString("next_cursor");
        while (cursor != null) {
            JsonPath next = request(filter)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/audit/events")
                    .jsonPath();
            ids.addAll(next.getList("items.id", String.class));
            cursor = next.getString("next_cursor");
        }
        return ids;
    }

    private JsonPath search(Map<String, String> filter) {
        return request(filter)
                .get("/api/v1/audit/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private RequestSpecification request(Map<String, String> filter) {
        return given().header("Authorization", "Bearer " + admin).queryParams(filter);
    }
}
