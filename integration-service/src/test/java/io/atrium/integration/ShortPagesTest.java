package io.atrium.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More rows than a list looks at in one request. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@TestProfile(ShortPagesTest.TightLimits.class)
class ShortPagesTest {

    /** Bounds so small that a few rows meet them. */
    public static class TightLimits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "integration.webhook.list-scan-limit", "20",
                    "integration.record.list-scan-limit", "20");
        }
    }

    private final UUID organization = TestOrganizations.active();

    @ParameterizedTest
    @CsvSource({"source, rare", "type, rare.done", "status, PROCESSED"})
    void shouldEndAPageOfWebhookEventsWhereItStopped(String parameter, String value) {
        // Given
        String path = "/api/v1/webhooks/events?" + parameter + "=" + value;
        Sql.execute(events("rare", "rare.done", "PROCESSED", 1) + events("user", "user.updated", "DEAD", 45));

        // When
        JsonPath first = page(path);

        // Then
        assertThat(first.getList("items")).isEmpty();
        assertThat(following(first, path, "received_at")).hasSize(1);
    }

    @Test
    void shouldFindEveryWebhookEventOnce() {
        // Given
        String path = "/api/v1/webhooks/events?limit=7&source=user";
        Sql.execute(events("user", "user.updated", "DEAD", 50) + events("rare", "rare.done", "PROCESSED", 50));

        // When
        JsonPath first = page(path);
        List<String> all = new ArrayList<>(first.getList("items.id"));
        all.addAll(following(first, path, "id"));

        // Then
        assertThat(all).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void shouldEndAPageOfRecordsAmongDeletedOnes() {
        // Given
        String path = "/api/v1/integrations/data/users";
        Sql.execute(records(1, 45, true) + records(46, 47, false));

        // When
        JsonPath first = page(path);

        // Then
        assertThat(first.getList("items")).isEmpty();
        assertThat(following(first, path, "external_id")).containsExactly("r-046", "r-047");
    }

    private List<String> following(JsonPath page, String path, String field) {
        List<String> values = new ArrayList<>();
        String cursor = page.getString("next_cursor");
        while (cursor != null) {
            JsonPath next = page(path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor);
            values.addAll(next.getList("items." + field));
            cursor = next.getString("next_cursor");
        }
        return values;
    }

    private JsonPath page(String path) {
        return Api.admin(organization)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Each later than those before. */
    private String events(String source, String type, String state, int count) {
        return """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, provider_event_id, payload,
                                       received_at, state)
            SELECT '%s', gen_random_uuid(), '%s', 'chain', '%s', 'msg-' || s, '{}', clock_timestamp(), '%s'
              FROM generate_series(1, %d) s;
            """.formatted(organization, source, type, state, count);
    }

    private String records(int first, int last, boolean deleted) {
        return """
            INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, updated_order, told_at,
                                       origin, origin_id, deleted)
            SELECT '%s', 'users', 'r-' || lpad(s::text, 3, '0'), '{}', now(), '2026-03-01T10:00:00', '2026-03-01T10:00:00',
                   'sync', gen_random_uuid(), %s
              FROM generate_series(%d, %d) s;
            """.formatted(organization, deleted, first, last);
    }
}
