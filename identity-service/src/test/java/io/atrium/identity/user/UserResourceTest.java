package io.atrium.identity.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.wire.testing.CollidingNames;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UserResourceTest extends IdentityTest {

    private static final String USERS = "/api/v1/users";

    @Test
    void shouldUnlockAUserForAdministratorsOfTheOrganization() {
        Person admin = registered();
        Person locked = colleague(admin, "USER");
        update("UPDATE login_places SET failed_attempts = 9, locked_until = 'infinity' WHERE user_id = ?", locked.id());
        update(
                "UPDATE login_directory SET failed_attempts = 9, locked_until = 'infinity' WHERE user_id = ?",
                locked.id());
        login(locked.email(), PASSWORD).then().statusCode(401);
        String unlock = USERS + "/" + locked.id() + "/unlock";
        given().post(unlock).then().statusCode(401);
        locked.asks().post(unlock).then().statusCode(403);
        registered().asks().post(unlock).then().statusCode(404);
        login(locked.email(), PASSWORD).then().statusCode(401);

        Response unlocked = admin.asks().post(unlock);

        unlocked.then().statusCode(204);
        login(locked.email(), PASSWORD).then().statusCode(200);
        assertThat(query("SELECT failed_attempts FROM login_directory WHERE user_id = ?", locked.id()))
                .isEqualTo("0");
        JsonNode event = Changes.await(
                admin.organizationId(), "user.unlocked", locked.id().toString());
        assertThat(event.path("actor").path("id").asText()).isEqualTo(admin.id().toString());
        update("UPDATE login_places SET locked_until = 'infinity' WHERE user_id = ?", locked.id());
        inside(superAdmin(), admin.organizationId()).post(unlock).then().statusCode(204);
        login(locked.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldKeepTheCountOfFailuresWithANewAddress() {
        Person admin = registered();
        update("UPDATE login_directory SET failed_attempts = 3 WHERE user_id = ?", admin.id());

        admin.sends(Map.of("email", unique("moved") + "@people.example"))
                .patch(USERS + "/me")
                .then()
                .statusCode(200);

        assertThat(query("SELECT failed_attempts FROM login_directory WHERE user_id = ?", admin.id()))
                .isEqualTo("3");
        assertThat(query("SELECT count(*) FROM login_directory WHERE user_id = ?", admin.id()))
                .isEqualTo("1");
    }

    @Test
    void shouldCreateAUserOfTheCallersOrganization() {
        Person admin = registered();
        Map<String, Object> body = newUser("USER");

        Response created = admin.sends(body).post(USERS + "/");

        String id = created.path("id");
        created.then()
                .statusCode(201)
                .header("Location", endsWith(USERS + "/" + id))
                .header("ETag", notNullValue())
                .body("organization_id", equalTo(admin.organizationId().toString()))
                .body("email", equalTo(body.get("email")))
                .body("role", equalTo("USER"))
                .body("status", equalTo("ACTIVE"));
        JsonNode change = Changes.await(admin.organizationId(), "user.created", id);
        assertThat(change.path("actor").path("id").asText())
                .isEqualTo(admin.id().toString());
        login((String) created.path("email"), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldListPageByPageInTheOrderOfCreation() {
        Person admin = registered();
        List<String> created = Stream.of("USER", "VIEWER", "USER", "ORG_ADMIN")
                .map(role -> admin.sends(newUser(role)).post(USERS).<String>path("id"))
                .toList();

        Response first = admin.asks().get(USERS + "?limit=3");
        Response second = admin.asks()
                .queryParam("cursor", first.<String>path("next_cursor"))
                .get(USERS + "?limit=3");

        first.then().statusCode(200).body("items.id", contains(admin.id().toString(), created.get(0), created.get(1)));
        second.then().body("items.id", contains(created.get(2), created.get(3))).body("next_cursor", nullValue());
        admin.asks().get(USERS + "?limit=201").then().statusCode(422);
        admin.asks().get(USERS + "?cursor=made-up").then().statusCode(422);
    }

    @Test
    void shouldReplaceAndTellBeforeAndAfter() {
        Person admin = registered();
        Person user = colleague(admin, "USER");

        Response reply = admin.sends(profile(user, "Replaced")).put(USERS + "/" + user.id());

        reply.then()
                .statusCode(200)
                .body("first_name", equalTo("Replaced"))
                .body("last_name", nullValue())
                .body("role", equalTo("USER"));
        JsonNode change =
                Changes.await(admin.organizationId(), "user.updated", user.id().toString());
        assertThat(change.path("before").path("first_name").asText()).isEqualTo("Grace");
        assertThat(change.path("after").path("first_name").asText()).isEqualTo("Replaced");
    }

    @Test
    void shouldMergeAPatch() {
        Person admin = registered();
        Person user = colleague(admin, "USER");
        Map<String, Object> patch = new HashMap<>();
        patch.put("first_name", "Patched");
        patch.put("last_name", null);

        Response reply = user.asks()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(USERS + "/me");

        reply.then()
                .statusCode(200)
                .body("first_name", equalTo("Patched"))
                .body("last_name", nullValue())
                .body("email", equalTo(user.email()));
        user.sends(Map.of("email", "no address")).patch(USERS + "/me").then().statusCode(422);
        user.sends("[]").patch(USERS + "/me").then().statusCode(400);
    }

    @Test
    void shouldRefuseALostUpdate() {
        Person admin = registered();
        Person user = colleague(admin, "USER");
        String read = admin.asks().get(USERS + "/" + user.id()).header("ETag");
        admin.sends(Map.of("first_name", "First"))
                .header("If-Match", read)
                .patch(USERS + "/" + user.id())
                .then()
                .statusCode(200);

        Response late = admin.sends(Map.of("first_name", "Late"))
                .header("If-Match", read)
                .patch(USERS + "/" + user.id());

        late.then().statusCode(412).body("code", equalTo("PRECONDITION_FAILED"));
        admin.asks()
                .header("If-Match", read)
                .delete(USERS + "/" + user.id())
                .then()
                .statusCode(412);
        admin.asks().get(USERS + "/" + user.id()).then().body("first_name", equalTo("First"));
    }

    @Test
    void shouldMakeEveryChangeOfThoseAtOnceThatNameNoVersion() {
        Person admin = registered();
        Person user = colleague(admin, "USER");
        Person second = colleague(admin, "ORG_ADMIN");
        String path = USERS + "/" + user.id();

        List<Integer> statuses = atOnce(Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                .map(name -> (Supplier<Response>) () -> (name.compareTo("f") < 0
                                ? admin.sends(Map.of("first_name", name))
                                : second.sends(Map.of("first_name", name, "role", "USER")))
                        .patch(path))
                .toList());

        assertThat(statuses).containsOnly(200);
        admin.asks().get(path).then().body("version", equalTo(12));
    }

    @Test
    void shouldMakeOneChangeOfThoseAtOnceThatNameTheSameVersion() {
        Person admin = registered();
        Person user = colleague(admin, "USER");
        String path = USERS + "/" + user.id();

        List<Integer> statuses = atOnce(Stream.of("One", "Two", "Three")
                .map(name -> (Supplier<Response>) () -> admin.sends(Map.of("first_name", name))
                        .header("If-Match", "\"v0\"")
                        .patch(path))
                .toList());

        assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412);
        admin.asks().get(path).then().body("version", equalTo(1));
    }

    @Test
    void shouldAnswerConditionalRequests() {
        Person admin = registered();
        String path = USERS + "/" + colleague(admin, "USER").id();
        String tag = admin.asks().get(path).header("ETag");

        Response known = admin.asks().header("If-None-Match", tag).get(path);

        known.then().statusCode(304).header("ETag", equalTo(tag)).body(equalTo(""));
        admin.asks().header("If-None-Match", "\"v9\"").get(path).then().statusCode(200);
        admin.sends(Map.of("first_name", "x"))
                .header("If-None-Match", "*")
                .patch(path)
                .then()
                .statusCode(412);
        admin.asks().header("If-Match", "v0").delete(path).then().statusCode(400);
        admin.asks().header("If-None-Match", tag).delete(path).then().statusCode(412);
        admin.asks().get(path).then().statusCode(200).header("ETag", equalTo(tag));
    }

    @Test
    void shouldDeleteSoftlyAndFreeTheAddress() {
        Person admin = registered();
        Map<String, Object> body = newUser("USER");
        String id = admin.sends(body).post(USERS).path("id");
        Person user = loggedIn(String.valueOf(body.get("email")), PASSWORD);

        admin.asks().delete(USERS + "/" + id).then().statusCode(204);

        admin.asks().get(USERS + "/" + id).then().statusCode(404);
        admin.asks().delete(USERS + "/" + id).then().statusCode(404);
        assertThat(query("SELECT password_hash IS NULL FROM users WHERE id = ?", UUID.fromString(id)))
                .isEqualTo("t");
        assertThat(query("SELECT count(*) FROM sessions WHERE user_id = ? AND ended_at IS NULL", UUID.fromString(id)))
                .isEqualTo("0");
        admin.asks().get(USERS).then().body("items", hasSize(1));
        refresh(user.refreshToken()).then().statusCode(401);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> user.asks().get("/api/v1/auth/me").statusCode() == 401);
        assertThat(Changes.await(admin.organizationId(), "user.deleted", id)
                        .path("after")
                        .path("deleted_at")
                        .asText())
                .isNotEmpty();
        admin.sends(body).post(USERS).then().statusCode(201);
    }

    @Test
    void shouldRevokeTokensWhenTheRoleChanges() {
        Person admin = registered();
        Person second = colleague(admin, "ORG_ADMIN");

        admin.sends(Map.of("role", "VIEWER"))
                .patch(USERS + "/" + second.id())
                .then()
                .statusCode(200);

        TestTopics.shared().awaitKey("atrium.revocations.v1", 1, "user:" + second.id());
        Awaitility.await().atMost(PATIENCE).until(() -> second.asks().get(USERS).statusCode() == 401);
        String renewed = refresh(second.refreshToken()).path("access_token");
        given().header("Authorization", "Bearer " + renewed).get(USERS).then().statusCode(403);
        given().header("Authorization", "Bearer " + renewed)
                .get("/api/v1/auth/me")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldShutADisabledUserOut() {
        Person admin = registered();
        Person user = colleague(admin, "USER");

        admin.sends(Map.of("status", "DISABLED"))
                .patch(USERS + "/" + user.id())
                .then()
                .statusCode(200);

        refresh(user.refreshToken()).then().statusCode(401);
        login(user.email(), PASSWORD).then().statusCode(401);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> user.asks().get("/api/v1/auth/me").statusCode() == 401);
        admin.sends(Map.of("status", "ACTIVE"))
                .patch(USERS + "/" + user.id())
                .then()
                .statusCode(200);
        login(user.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldKeepTheLastAdministrator() {
        Person admin = registered();

        admin.asks().delete(USERS + "/me").then().statusCode(409).body("code", equalTo("LAST_ADMIN"));
        admin.sends(Map.of("role", "USER")).patch(USERS + "/me").then().statusCode(409);
        admin.sends(Map.of("status", "DISABLED")).patch(USERS + "/me").then().statusCode(409);
        admin.asks()
                .get(USERS + "/me")
                .then()
                .body("role", equalTo("ORG_ADMIN"))
                .body("version", equalTo(0));
    }

    @Test
    void shouldKeepOneOfTwoAdministratorsWhoLeaveAtOnce() throws SQLException {
        Person first = registered();
        Person second = colleague(first, "ORG_ADMIN");

        List<CompletableFuture<Response>> replies;
        try (Connection owner = TestDatabase.of("identity").connect("owner")) {
            holdUsers(owner, first.organizationId());
            replies = Stream.<Supplier<Response>>of(
                            () -> first.sends(Map.of("role", "USER")).patch(USERS + "/" + second.id()),
                            () -> second.asks().delete(USERS + "/" + first.id()))
                    .map(CompletableFuture::supplyAsync)
                    .toList();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> "2".equals(query("SELECT count(*) FROM pg_locks WHERE NOT granted")));
            owner.rollback();
        }

        List<Integer> statuses = replies.stream()
                .map(CompletableFuture::join)
                .map(Response::statusCode)
                .toList();
        assertThat(statuses).containsOnlyOnce(409).containsAnyOf(200, 204);
        assertThat(query(
                        "SELECT count(*) FROM users WHERE organization_id = ? AND role = 'ORG_ADMIN' "
                                + "AND deleted_at IS NULL",
                        first.organizationId()))
                .isEqualTo("1");
    }

    @Test
    void shouldTellTakenAddressAndUsernameApart() {
        Person admin = registered();
        Map<String, Object> body = newUser("USER");
        admin.sends(body).post(USERS).then().statusCode(201);
        Map<String, Object> sameName = newUser("USER");
        sameName.put("username", String.valueOf(body.get("username")).toUpperCase(java.util.Locale.ROOT));

        admin.sends(body).post(USERS).then().statusCode(409).body("code", equalTo("EMAIL_TAKEN"));
        admin.sends(sameName).post(USERS).then().statusCode(409).body("code", equalTo("USERNAME_TAKEN"));

        Person other = registered();
        sameName.put("email", unique("other") + "@people.example");
        other.sends(sameName).post(USERS).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password123456789", "short", "qwertyuiop123", "aaaaaaaaaaaa", "123456789012"})
    void shouldRefuseAPasswordThatIsEasyToGuess(String password) {
        Map<String, Object> body = newUser("USER");
        body.put("password", password);

        registered().sends(body).post(USERS).then().statusCode(422).body("code", equalTo("PASSWORD_REFUSED"));
    }

    @Test
    void shouldGrantNoRoleAboveTheCallers() {
        Person admin = registered();
        Person user = colleague(admin, "USER");

        admin.sends(newUser("SUPER_ADMIN")).post(USERS).then().statusCode(403);
        admin.sends(Map.of("role", "SUPER_ADMIN"))
                .patch(USERS + "/" + user.id())
                .then()
                .statusCode(403);
        user.sends(Map.of("role", "ORG_ADMIN")).patch(USERS + "/me").then().statusCode(403);
        user.sends(Map.of("status", "DISABLED")).patch(USERS + "/me").then().statusCode(403);
        user.sends(Map.of("organization_id", UUID.randomUUID()))
                .patch(USERS + "/me")
                .then()
                .statusCode(400);
        user.asks().get("/api/v1/auth/me").then().body("role", equalTo("USER")).body("version", equalTo(0));
    }

    @Test
    void shouldLogInAfterARequestWithNamesOfOneHash() {
        // Given
        Person viewer = colleague(registered(), "VIEWER");
        CollidingNames.attack("password")
                .forEach(names -> viewer.sends("{\"x\":" + CollidingNames.object(names) + "}")
                        .patch(USERS + "/" + viewer.id())
                        .then()
                        .statusCode(400));

        // When
        Response reply = login(viewer.email(), PASSWORD);

        // Then
        reply.then().statusCode(200);
    }

    @Test
    void shouldLogInAfterALoginWithNamesOfOneHash() {
        // Given
        Person viewer = colleague(registered(), "VIEWER");
        CollidingNames.attack("password")
                .forEach(names -> given().contentType("application/json")
                        .body("{\"x\":\"\\u0061\",\"y\":" + CollidingNames.object(names) + "}")
                        .post("/api/v1/auth/login")
                        .then()
                        .statusCode(400));

        // When
        Response reply = given().contentType("application/json")
                .body("{\"email\":\"" + viewer.email() + "\",\"password\":\"\\u0000\"}")
                .post("/api/v1/auth/login");

        // Then
        reply.then().statusCode(422).body("errors[0].field", equalTo("password"));
    }

    @ParameterizedTest
    @CsvSource({"USER", "VIEWER"})
    void shouldLetOthersReadAndEditOnlyThemselves(String role) {
        Person admin = registered();
        Person user = colleague(admin, role);

        user.asks().get(USERS + "/" + user.id()).then().statusCode(200);
        user.sends(profile(user, "Myself")).put(USERS + "/" + user.id()).then().statusCode(200);
        user.asks().get(USERS).then().statusCode(403);
        user.sends(newUser("VIEWER")).post(USERS).then().statusCode(403);
        user.asks().get(USERS + "/" + admin.id()).then().statusCode(403);
        user.sends(profile(admin, "Somebody else"))
                .put(USERS + "/" + admin.id())
                .then()
                .statusCode(403);
        user.sends(Map.of("first_name", "x"))
                .patch(USERS + "/" + admin.id())
                .then()
                .statusCode(403);
        user.asks().delete(USERS + "/" + admin.id()).then().statusCode(403);
        user.asks().delete(USERS + "/" + user.id()).then().statusCode(403);
    }

    @Test
    void shouldAskWhoItIs() {
        String id = USERS + "/" + UUID.randomUUID();

        List<Response> replies = List.of(
                given().get(USERS),
                given().contentType("application/json").body(newUser("USER")).post(USERS),
                given().get(id),
                given().contentType("application/json").body(Map.of()).put(id),
                given().contentType("application/json").body(Map.of()).patch(id),
                given().delete(id));

        assertThat(replies)
                .allSatisfy(reply -> reply.then()
                        .statusCode(401)
                        .header("WWW-Authenticate", notNullValue())
                        .contentType("application/problem+json"));
    }

    @Test
    void shouldKnowNothingOfAnotherOrganization() {
        Person admin = registered();
        Person stranger = registered();
        String before = query("SELECT xmin::text FROM users WHERE id = ?", stranger.id());
        String theirs = USERS + "/" + stranger.id();

        Response foreign = admin.asks().get(theirs);
        Response unknown = admin.asks().get(USERS + "/" + UUID.randomUUID());

        assertThat(comparable(foreign)).isEqualTo(comparable(unknown));
        foreign.then().statusCode(404);
        admin.sends(profile(stranger, "Taken over")).put(theirs).then().statusCode(404);
        admin.sends(Map.of("first_name", "x")).patch(theirs).then().statusCode(404);
        admin.asks().delete(theirs).then().statusCode(404);
        colleague(admin, "USER").asks().get(theirs).then().statusCode(404);
        admin.asks().get(USERS + "/not-a-uuid").then().statusCode(404);
        admin.asks()
                .header("X-Organization-Id", stranger.organizationId())
                .get(USERS)
                .then()
                .statusCode(200)
                .body("items.id", org.hamcrest.Matchers.hasItem(admin.id().toString()));
        assertThat(query("SELECT xmin::text FROM users WHERE id = ?", stranger.id()))
                .isEqualTo(before);
    }

    @Test
    void shouldCreateNobodyInAnotherOrganization() {
        Person admin = registered();
        Person stranger = registered();
        Map<String, Object> body = newUser("USER");
        body.put("organization_id", stranger.organizationId());

        admin.sends(body).post(USERS).then().statusCode(403);

        assertThat(query("SELECT count(*) FROM users WHERE email = ?", body.get("email")))
                .isEqualTo("0");
        body.put("organization_id", admin.organizationId());
        admin.sends(body).post(USERS).then().statusCode(201);
    }

    @Test
    void shouldLetASuperAdminWorkInsideTheOrganizationTheyName() {
        Person root = superAdmin();
        Person admin = registered();

        inside(root, admin.organizationId())
                .get(USERS)
                .then()
                .statusCode(200)
                .body("items.id", contains(admin.id().toString()));
        Response created = root.sends(newUser("USER"))
                .header("X-Organization-Id", admin.organizationId())
                .post(USERS);

        created.then()
                .statusCode(201)
                .body("organization_id", equalTo(admin.organizationId().toString()));
        root.asks().get("/api/v1/auth/me").then().body("organization_id", equalTo(PLATFORM.toString()));
        root.asks()
                .header("X-Organization-Id", admin.organizationId())
                .get(USERS + "/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(root.id().toString()));
        assertThat(Changes.await(admin.organizationId(), "organization.accessed", 2))
                .extracting(event -> event.path("actor").path("id").asText())
                .containsOnly(root.id().toString());
    }

    @Test
    void shouldKeepSuperAdminsInThePlatformOrganization() {
        Person root = superAdmin();
        Person admin = registered();

        root.sends(newUser("USER")).post(USERS).then().statusCode(403);
        inside(root, admin.organizationId())
                .contentType("application/json")
                .body(newUser("SUPER_ADMIN"))
                .post(USERS)
                .then()
                .statusCode(403);
        root.sends(newUser("USER"))
                .header("X-Organization-Id", UUID.randomUUID())
                .post(USERS)
                .then()
                .statusCode(404);
    }

    @Test
    void shouldLetASuperAdminChangeThemselvesWhereverTheyWork() {
        Person root = superAdmin();
        Person admin = registered();
        inside(root, admin.organizationId()).get(USERS + "/me").then().statusCode(200);
        String firstName = unique("Root");

        Response patched = root.sends(Map.of("first_name", firstName))
                .header("X-Organization-Id", admin.organizationId())
                .patch(USERS + "/me");
        Response replaced = root.sends(Map.of(
                        "email", root.email(), "username", patched.path("username"), "first_name", firstName + "2"))
                .header("X-Organization-Id", admin.organizationId())
                .put(USERS + "/me");

        patched.then().statusCode(200).body("first_name", equalTo(firstName));
        replaced.then().statusCode(200).body("first_name", equalTo(firstName + "2"));
        root.sends(Map.of("first_name", "x"))
                .header("X-Organization-Id", admin.organizationId())
                .patch(USERS + "/" + root.id())
                .then()
                .statusCode(404);
        JsonNode change = Changes.await(PLATFORM, "user.updated", root.id().toString());
        assertThat(change.path("actor").path("id").asText()).isEqualTo(root.id().toString());
    }

    @Test
    void shouldDoNothingInAnOrganizationThatDoesNotExist() {
        Person root = superAdmin();
        UUID unknown = UUID.randomUUID();

        List<Response> replies = List.of(
                root.asks().header("X-Organization-Id", unknown).get(USERS),
                root.asks().header("X-Organization-Id", unknown).get(USERS + "/me"),
                root.sends(newUser("USER")).header("X-Organization-Id", unknown).post(USERS));

        assertThat(replies).allSatisfy(reply -> reply.then().statusCode(404).body("code", equalTo("NOT_FOUND")));
        assertThat(query("SELECT count(*) FROM atrium.outbox WHERE organization_id = ?", unknown))
                .isEqualTo("0");
    }

    private static Map<String, Object> profile(Person person, String firstName) {
        return Map.of("email", person.email(), "username", unique("name"), "first_name", firstName);
    }

    /** Both requests come as far as they can before either may change anything. */
    private static void holdUsers(Connection owner, UUID organizationId) throws SQLException {
        owner.setAutoCommit(false);
        try (PreparedStatement statement =
                owner.prepareStatement("SELECT 1 FROM users WHERE organization_id = ? FOR UPDATE")) {
            statement.setObject(1, organizationId);
            statement.execute();
        }
    }

    private static Map<String, Object> comparable(Response reply) {
        Map<String, Object> body = JsonPath.from(reply.asString()).getMap("");
        body.remove("instance");
        body.remove("request_id");
        return body;
    }

    private static List<Integer> atOnce(List<Supplier<Response>> requests) {
        ExecutorService callers = Executors.newFixedThreadPool(requests.size());
        try {
            return requests.stream().map(request -> CompletableFuture.supplyAsync(request, callers)).toList().stream()
                    .map(CompletableFuture::join)
                    .map(Response::statusCode)
                    .toList();
        } finally {
            callers.shutdown();
        }
    }
}
