package io.atrium.mock.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.atrium.mock.record.Provider;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRoutesTest {

    private static Vertx vertx;
    private static RunningProvider users;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        users = new RunningProvider(vertx, Provider.USER);
    }

    @AfterAll
    static void stop() {
        users.close();
        vertx.close();
    }

    @Test
    void shouldRefuseWithoutCredential() {
        users.anonymous()
                .get("/users")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void shouldPageThroughAllRecords() {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            var request = users.caller("paging").queryParam("limit", 33);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/users/")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        assertThat(ids).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepCredentialsApart() {
        users.caller("one").body(Map.of("id", "usr_one")).post("/users").then().statusCode(201);

        users.caller("two").get("/users/usr_one").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=bm90", "updated_since=yesterday"})
    void shouldRefuseABadQuery(String query) {
        users.caller().get("/users?" + query).then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void shouldAnswerNotModifiedToAKnownEtag() {
        String etag = users.caller("etag").get("/users").header("ETag");

        users.caller("etag")
                .header("If-None-Match", etag)
                .get("/users")
                .then()
                .statusCode(304)
                .header("ETag", etag);
    }

    @Test
    void shouldChangeARecordThroughItsLife() {
        users.caller("life")
                .body(Map.of("id", "usr_life", "email", "life@example.com"))
                .post("/users")
                .then()
                .statusCode(201)
                .header("Location", "/users/usr_life")
                .body("version", equalTo(1), "updated_at", notNullValue());
        String etag = users.caller("life").get("/users/usr_life").header("ETag");

        users.caller("life")
                .header("If-Match", etag)
                .body(Map.of("email", "other@example.com"))
                .put("/users/usr_life")
                .then()
                .statusCode(200)
                .body("version", equalTo(2), "email", equalTo("other@example.com"), "id", equalTo("usr_life"));
        users.caller("life")
                .header("If-Match", etag)
                .body(Map.of())
                .put("/users/usr_life")
                .then()
                .statusCode(412);
        users.caller("life").delete("/users/usr_life").then().statusCode(204);
        users.caller("life").get("/users/usr_life").then().statusCode(404);
    }

    @Test
    void shouldStartAnewWithTheNumberOfRecordsAskedFor() {
        users.caller("sized")
                .body(Map.of("count", 7, "same_updated_at", true))
                .put("/control/data")
                .then()
                .statusCode(204);

        users.caller("sized").get("/users").then().body("items", hasSize(7), "items[0].id", startsWith("usr_"));
    }

    @Test
    void shouldRefuseABodyThatDoesNotParse() {
        users.caller().body("{").post("/users").then().statusCode(400).body("code", equalTo("BAD_REQUEST"));
    }

    @Test
    void shouldCountCalls() {
        users.caller("counted").get("/users");
        users.caller("counted").get("/users/none");

        users.caller("counted")
                .get("/control/stats")
                .then()
                .statusCode(200)
                .body("requests", equalTo(2), "by_status.200", equalTo(1), "by_status.404", equalTo(1))
                .body("records", equalTo(120), "in_flight", equalTo(0), "webhooks.accepted", equalTo(0));
    }
}
