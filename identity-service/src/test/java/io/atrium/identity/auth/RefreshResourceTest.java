package io.atrium.identity.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RefreshResourceTest extends IdentityTest {

    @Test
    void shouldRotateTheRefreshToken() {
        Person admin = registered();

        Response first = refresh(admin.refreshToken());
        Response second = refresh(first.path("refresh_token"));

        first.then().statusCode(200).header("Cache-Control", equalTo("no-store"));
        second.then().statusCode(200);
        assertThat(List.<String>of(admin.refreshToken(), first.path("refresh_token"), second.path("refresh_token")))
                .doesNotHaveDuplicates();
        given().header("Authorization", "Bearer " + second.path("access_token"))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldGiveTheSameSuccessorWithinTheGrace() {
        Person admin = registered();
        Response first = refresh(admin.refreshToken());

        Response again = refresh(admin.refreshToken());

        again.then().statusCode(200).body("refresh_token", equalTo(first.path("refresh_token")));
    }

    @Test
    void shouldKeepTheTokenOfASuspendedOrganizationForAfterwards() {
        Person admin = registered();
        TestOrganizations.suspend(admin.organizationId());
        Awaitility.await().until(() -> admin.asks().get("/api/v1/auth/me").statusCode() == 403);

        Response refused = refresh(admin.refreshToken());

        refused.then().statusCode(403).body("code", equalTo("ORGANIZATION_SUSPENDED"));
        JsonNode event = Changes.await(admin.organizationId(), "access.refused", "POST /api/v1/auth/refresh");
        assertThat(event.path("actor").path("id").asText()).isEqualTo(admin.id().toString());
        TestOrganizations.publish(admin.organizationId(), "ACTIVE", 3);
        Awaitility.await().until(() -> admin.asks().get("/api/v1/auth/me").statusCode() == 200);
        refresh(admin.refreshToken()).then().statusCode(200);
    }

    @RepeatedTest(5)
    void shouldGiveExactlyOneSuccessorToManyAtOnce() {
        Person admin = registered();

        List<String> successors = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> refresh(admin.refreshToken())))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(reply -> reply.<String>path("refresh_token"))
                .toList();

        assertThat(successors).doesNotContainNull().containsOnly(successors.get(0));
        assertThat(query("SELECT count(*) FROM refresh_tokens WHERE organization_id = ?", admin.organizationId()))
                .isEqualTo("2");
    }

    @Test
    void shouldEndTheFamilyWhenATokenIsUsedAgainLater() {
        Person admin = registered();
        Response first = refresh(admin.refreshToken());
        Response second = refresh(first.path("refresh_token"));
        ageSuccessors(admin);

        refresh(admin.refreshToken()).then().statusCode(401).body("code", equalTo("INVALID_GRANT"));

        refresh(second.path("refresh_token")).then().statusCode(401);
        refresh(first.path("refresh_token")).then().statusCode(401);
        String session = sessionOf(admin);
        assertThat(Changes.await(admin.organizationId(), "session.refresh_reuse_detected", session)
                        .path("outcome")
                        .asText())
                .isEqualTo("DENIED");
        TestTopics.shared().awaitKey("atrium.revocations.v1", 1, "session:" + session);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> given().header("Authorization", "Bearer " + second.path("access_token"))
                                .get("/api/v1/auth/me")
                                .statusCode()
                        == 401);
    }

    @Test
    void shouldLeaveOtherSessionsAloneWhenOneIsEnded() {
        Person admin = registered();
        Person elsewhere = loggedIn(admin.email(), PASSWORD);
        refresh(admin.refreshToken()).then().statusCode(200);
        ageSuccessors(admin);

        refresh(admin.refreshToken()).then().statusCode(401);

        refresh(elsewhere.refreshToken()).then().statusCode(200);
    }

    @Test
    void shouldRefuseAfterTheIdleLifetime() {
        Person admin = registered();
        update("UPDATE refresh_tokens SET expires_at = now() WHERE organization_id = ?", admin.organizationId());

        refresh(admin.refreshToken()).then().statusCode(401).body("code", equalTo("INVALID_GRANT"));
    }

    @Test
    void shouldRefuseAfterTheAbsoluteLifetimeHoweverActive() {
        Person admin = registered();
        Response first = refresh(admin.refreshToken());
        update("UPDATE sessions SET expires_at = now() WHERE organization_id = ?", admin.organizationId());

        refresh(first.path("refresh_token")).then().statusCode(401);
    }

    @Test
    void shouldNotLetAnIdleLifetimeOutliveTheSession() {
        Person admin = registered();
        update(
                "UPDATE sessions SET expires_at = now() + interval '1 hour' WHERE organization_id = ?",
                admin.organizationId());

        refresh(admin.refreshToken()).then().statusCode(200);

        assertThat(query(
                        "SELECT max(expires_at) <= now() + interval '1 hour' FROM refresh_tokens "
                                + "WHERE organization_id = ? AND parent_hash IS NOT NULL",
                        admin.organizationId()))
                .isEqualTo("t");
    }

    @Test
    void shouldStoreOnlyTheHashOfAToken() {
        Person admin = registered();

        byte[] token = Base64.getUrlDecoder().decode(admin.refreshToken());

        assertThat(query(
                        "SELECT count(*) FROM refresh_tokens WHERE organization_id = ? AND token_hash = sha256(?)",
                        admin.organizationId(),
                        token))
                .isEqualTo("1");
    }

    @Test
    void shouldRefuseARefreshTokenUnderAnotherOrganization() {
        Person admin = registered();
        Person other = registered();
        byte[] moved = Base64.getUrlDecoder().decode(admin.refreshToken());
        System.arraycopy(Base64.getUrlDecoder().decode(other.refreshToken()), 0, moved, 0, 16);

        refresh(Base64.getUrlEncoder().withoutPadding().encodeToString(moved))
                .then()
                .statusCode(401);
    }

    @Test
    void shouldTellTheKindsOfTokensApart() {
        Person admin = registered();

        refresh(admin.accessToken()).then().statusCode(401).body("code", equalTo("INVALID_GRANT"));
        refresh("no token at all").then().statusCode(401);
        given().header("Authorization", "Bearer " + admin.refreshToken())
                .get("/api/v1/auth/me")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldRefuseTextsThatAreNoRefreshToken() {
        Person admin = registered();
        String good = admin.refreshToken();

        for (String text : List.of(
                good + "=",
                good + " ",
                good.substring(1),
                good.substring(0, 60) + "=" + good.substring(61),
                good.substring(0, 60) + "+/" + good.substring(62),
                good.substring(0, 62) + "\r\n",
                good.substring(0, 63) + "\u0000",
                good.substring(0, 63) + "\ufeff",
                "A".repeat(64),
                "..",
                "x".repeat(64 * 1024))) {
            assertThat(refresh(text).statusCode()).as(text).isIn(401, 422);
        }
        for (Object value : Arrays.asList(null, 1, 1e308, true, List.of(good), Map.of("a", good))) {
            int status = given().contentType("application/json")
                    .body(Collections.singletonMap("refresh_token", value))
                    .post("/api/v1/auth/refresh")
                    .statusCode();
            assertThat(status).as(String.valueOf(value)).isIn(400, 401, 422);
        }
        refresh(good).then().statusCode(200);
    }

    @Test
    void shouldEndTheSessionAtLogout() {
        Person admin = registered();

        admin.asks().post("/api/v1/auth/logout").then().statusCode(204);

        refresh(admin.refreshToken()).then().statusCode(401);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.asks().get("/api/v1/auth/me").statusCode() == 401);
        Changes.await(admin.organizationId(), "session.logout", sessionOf(admin));
    }

    @Test
    void shouldKnowNobodyWithoutAToken() {
        given().get("/api/v1/auth/me").then().statusCode(401);
        given().post("/api/v1/auth/logout").then().statusCode(401);
    }

    /** Makes it long ago that tokens were exchanged for their successors. */
    private static void ageSuccessors(Person person) {
        update(
                "UPDATE refresh_tokens SET created_at = created_at - interval '11 s' "
                        + "WHERE organization_id = ? AND parent_hash IS NOT NULL",
                person.organizationId());
    }

    private static String sessionOf(Person person) {
        String claims = new String(
                Base64.getUrlDecoder().decode(person.accessToken().split("\\.", 3)[1]),
                java.nio.charset.StandardCharsets.UTF_8);
        return io.restassured.path.json.JsonPath.from(claims).getString("sid");
    }
}
