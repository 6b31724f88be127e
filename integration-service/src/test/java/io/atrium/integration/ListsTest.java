package io.atrium.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.ListFuzz;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class ListsTest {

    @Test
    void shouldWithstandHostileQueriesAndPageThroughEveryRow() {
        UUID organization = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Api.provisioned(organization);
        Api.provisioned(other);
        Sql.execute(records(organization) + events(organization) + jobs(organization));

        ListFuzz.run(TestTokens.user(organization, "ORG_ADMIN"), TestTokens.user(other, "ORG_ADMIN"));
    }

    @Test
    void shouldNeitherLoseNorRepeatEventsOfOneTime() {
        UUID organization = TestOrganizations.active();
        Sql.execute(events(organization));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = page(organization, "/api/v1/webhooks/events?limit=1&since=2026-03-01T10:00:00Z", cursor);
            seen.addAll(page.getList("items.received_at"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        assertThat(seen)
                .containsExactly(
                        "2026-03-01T10:00:00.123457Z",
                        "2026-03-01T10:00:00.123456Z",
                        "2026-03-01T10:00:00.123456Z",
                        "2026-03-01T10:00:00.123456Z",
                        "2026-03-01T10:00:00.123455Z");
    }

    private static JsonPath page(UUID organization, String path, @Nullable String cursor) {
        return Api.admin(organization)
                .get(path + (cursor == null ? "" : "&cursor=" + cursor))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Ids as long as they may be, in characters of three and four bytes, and what could be taken for syntax. */
    private static String records(UUID organization) {
        List<String> ids = List.of(
                "\u6f22".repeat(400),
                "\u6f22".repeat(512),
                "\ud83d\ude00".repeat(512),
                "\u6f22".repeat(511) + "\u5b57",
                "[\"a\"]",
                "a|b",
                "%00",
                "\u202e",
                "\u0001",
                "a",
                "A",
                "\u00e9",
                "e\u0301");
        StringBuilder sql = new StringBuilder();
        for (String kind : List.of("users", "payments", "messages")) {
            for (String id : ids) {
                sql.append(
                                "INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, updated_order,"
                                        + " told_at, origin, origin_id) VALUES ('")
                        .append(organization)
                        .append("', '")
                        .append(kind)
                        .append("', '")
                        .append(id)
                        .append("', '{}', now(), '', '', 'sync', gen_random_uuid());");
            }
        }
        return sql.toString();
    }

    private static String events(UUID organization) {
        StringBuilder sql = new StringBuilder();
        for (String time : List.of("123455", "123456", "123456", "123456", "123457")) {
            sql.append("INSERT INTO webhook_event (organization_id, event_id, source, chain, type, provider_event_id,"
                            + " payload, received_at, state) VALUES ('")
                    .append(organization)
                    .append("', gen_random_uuid(), 'user', 'user', 'user.created', gen_random_uuid()::text, '{}',"
                            + " '2026-03-01T10:00:00.")
                    .append(time)
                    .append("Z', 'DEAD');");
        }
        return sql.toString();
    }

    private static String jobs(UUID organization) {
        String job = "INSERT INTO sync_job (organization_id, id, target, mode, status, created_at) VALUES ('"
                + organization + "', gen_random_uuid(), 'users', 'full', 'CANCELLED', '2026-03-01T10:00:00.000001Z');";
        return job.repeat(4);
    }
}
