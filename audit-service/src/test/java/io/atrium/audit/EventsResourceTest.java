package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class EventsResourceTest {
    private static final String EVENTS = "/api/v1/audit/events";

    @Test
    void shouldListNewestFirstByPages() {
        UUID organization = TestOrganizations.active();
        Changes.sendAndAwait(organization, 5);
        String admin = TestTokens.user(organization, "ORG_ADMIN");

        List<Integer> seqs = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = as(admin).queryParam("limit", 2).queryParam("action", "thing.changed");
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get(EVENTS).then().statusCode(200).extract().jsonPath();
            seqs.addAll(page.getList("items.seq", Integer.class));
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        assertThat(seqs).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void shouldTellEverythingAboutOneEvent() {
        UUID organization = TestOrganizations.active();
        UUID id = Changes.send(organization, Changes.data(organization, "user.updated"));
        Changes.awaitCount(organization, 1);

        as(TestTokens.user(organization, "ORG_ADMIN"))
                .get(EVENTS + "/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id.toString()))
                .body("seq", is(1))
                .body("action", equalTo("user.updated"))
                .body("resource_type", equalTo("user"))
                .body("resource_id", equalTo("r-1"))
                .body("outcome", equalTo("SUCCESS"))
                .body("actor.type", equalTo("USER"))
                .body("actor.id", equalTo("actor-1"))
                .body("ip", equalTo("192.0.2.7"))
                .body("user_agent", equalTo("Mozilla/5.0"))
                .body("request_id", equalTo("req-1"))
                .body("source", equalTo("/identity-service"))
                .body("version", is(2))
                .body("before.name", equalTo("Ada"))
                .body("after.name", equalTo("Grace"))
                .body("diff.field", contains("name"))
                .body("diff[0].before", equalTo("Ada"))
                .body("diff[0].after", equalTo("Grace"))
                .body("recorded_at", notNullValue())
                .body("hash.length()", is(64))
                .body("erased", is(false));
    }

    @ParameterizedTest
    @CsvSource({
        "actor, actor-2",
        "action, user.deleted",
        "resource_type, device",
        "resource_id, r-9",
        "ip, 198.51.100.1",
        "outcome, DENIED",
        "since, 2025-01-01T00:00:00Z",
        "until, 1990-01-01T00:00:00+02:00",
        "q, 'sPeCial Ünit'"
    })
    void shouldFilter(String parameter, String value) {
        UUID organization = TestOrganizations.active();
        Map<String, Object> ordinary = Changes.data(organization, "user.updated");
        ordinary.put("occurred_at", parameter.equals("until") ? "1990-06-01T00:00:00Z" : "1999-01-01T00:00:00Z");
        Map<String, Object> wanted = Changes.data(organization, "user.updated");
        switch (parameter) {
            case "actor" -> wanted.put("actor", Map.of("type", "USER", "id", value));
            case "since" -> wanted.put("occurred_at", "2025-01-01T00:00:00Z");
            case "until" -> wanted.put("occurred_at", "1989-12-31T21:59:59Z");
            case "q" -> wanted.put("after", Map.of("notes", List.of(Map.of("deep", "A Special ünit 7"))));
            default -> wanted.put(parameter, value);
        }
        if (!parameter.equals("since") && !parameter.equals("until")) {
            wanted.put("occurred_at", "1999-01-01T00:00:00Z");
        }
        Changes.send(organization, ordinary);
        UUID id = Changes.send(organization, wanted);
        Changes.awaitCount(organization, 2);

        as(TestTokens.user(organization, "ORG_ADMIN"))
                .queryParam(parameter, value)
                .get(EVENTS)
                .then()
                .statusCode(200)
                .body("items.id", contains(id.toString()))
                .body("next_cursor", nullValue());
    }

    @Test
    void shouldShowUsersOnlyWhatTheyDidThemselves() {
        UUID organization = TestOrganizations.active();
        UUID user = UUID.randomUUID();
        Map<String, Object> own = Changes.data(organization, "user.updated");
        own.put("actor", Map.of("type", "USER", "id", user.toString()));
        Map<String, Object> sameIdOtherType = Changes.data(organization, "user.updated");
        sameIdOtherType.put("actor", Map.of("type", "PROVIDER", "id", user.toString()));
        UUID mine = Changes.send(organization, own);
        UUID others = Changes.send(organization, Changes.data(organization, "user.updated"));
        UUID providers = Changes.send(organization, sameIdOtherType);
        Changes.awaitCount(organization, 3);

        for (String role : List.of("USER", "VIEWER")) {
            String token = TestTokens.user(user, organization, role);
            as(token)
                    .queryParam("action", "user.updated")
                    .get(EVENTS)
                    .then()
                    .statusCode(200)
                    .body("items.id", contains(mine.toString()));
            as(token)
                    .queryParam("actor", "actor-1")
                    .get(EVENTS)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
            as(token).get(EVENTS + "/" + mine).then().statusCode(200);
            as(token).get(EVENTS + "/" + others).then().statusCode(404);
            as(token).get(EVENTS + "/" + providers).then().statusCode(404);
        }
    }

    @Test
    void shouldAuditTheSearchItself() {
        UUID organization = TestOrganizations.active();
        UUID user = UUID.randomUUID();
        String admin = TestTokens.user(user, organization, "ORG_ADMIN");

        as(admin)
                .header("User-Agent", "curious/1.0")
                .queryParam("q", "secret plan")
                .get(EVENTS)
                .then()
                .statusCode(200);

        Changes.awaitCount(organization, 1);
        String id = Changes.one("SELECT event_id FROM audit_events WHERE organization_id = '" + organization + "'");
        as(admin)
                .get(EVENTS + "/" + id)
                .then()
                .statusCode(200)
                .body("action", equalTo("audit.searched"))
                .body("actor.id", equalTo(user.toString()))
                .body("source", equalTo("/audit-service"))
                .body("user_agent", equalTo("curious/1.0"))
                .body("ip", notNullValue())
                .body("request_id", notNullValue())
                .body("detail.q", equalTo("secret plan"));
    }

    @Test
    void shouldNeverShowAnotherOrganizationsEvents() {
        UUID mine = TestOrganizations.active();
        UUID theirs = TestOrganizations.active();
        UUID id = Changes.send(theirs, Changes.data(theirs, "user.updated"));
        Changes.awaitCount(theirs, 1);
        String admin = TestTokens.user(mine, "ORG_ADMIN");

        as(admin)
                .header("X-Organization-Id", theirs.toString())
                .queryParam("organization_id", theirs.toString())
                .get(EVENTS)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        String foreign = notFound(admin, id.toString());
        assertThat(foreign).isEqualTo(notFound(admin, UUID.randomUUID().toString()));
    }

    @Test
    void shouldRefuseWithoutATokenAndForASuspendedOrganization() {
        UUID organization = TestOrganizations.active();
        String admin = TestTokens.user(organization, "ORG_ADMIN");
        TestOrganizations.suspend(organization);

        for (String path : List.of(EVENTS, EVENTS + "/" + UUID.randomUUID())) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .contentType("application/problem+json");
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            as(admin).get(path).then().statusCode(403).body("code", equalTo("ORGANIZATION_SUSPENDED")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=MAYBE",
                "since=yesterday",
                "until=2026-13-01T00:00:00Z",
                "since=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z",
                "actor=a&actor=b",
                "limit=0",
                "limit=201",
                "cursor=x",
                "cursor=WyJhIl0"
            })
    void shouldRefuseWhatItDoesNotUnderstand(String query) {
        UUID organization = TestOrganizations.active();

        as(TestTokens.user(organization, "ORG_ADMIN"))
                .get(EVENTS + "?" + query)
                .then()
                .statusCode(422)
                .body("code", equalTo("VALIDATION_FAILED"));
    }

    @Test
    void shouldAnswerAnIdThatIsNoneAsAnUnknownOne() {
        UUID organization = TestOrganizations.active();

        as(TestTokens.user(organization, "ORG_ADMIN"))
                .get(EVENTS + "/not-a-uuid")
                .then()
                .statusCode(404);
    }

    private static String notFound(String token, String id) {
        return as(token)
                .get(EVENTS + "/" + id)
                .then()
                .statusCode(404)
                .extract()
                .asString()
                .replaceAll("\"(instance|request_id)\":\"[^\"]*\"", "");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
