package io.atrium.identity.testing;

import static io.restassured.RestAssured.given;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A running identity-service on real PostgreSQL and Kafka, and its users. Every test registers its own organization. */
@WithTestResource(value = AtriumPostgres.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = AtriumKafka.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = TenantServiceStub.class, scope = TestResourceScope.GLOBAL)
public abstract class IdentityTest {

    protected static final String PASSWORD = "four words and a comma, too";
    protected static final UUID PLATFORM = UUID.fromString("00000000-0000-7000-8000-000000000001");
    protected static final Duration PATIENCE = Duration.ofSeconds(15);

    private static boolean ready;

    @BeforeEach
    void awaitReadiness() {
        if (!ready) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> given().get("/q/health/ready").statusCode() == 200);
            ready = true;
        }
    }

    /** A user and their tokens. */
    protected record Person(UUID organizationId, UUID id, String email, String accessToken, String refreshToken) {

        public RequestSpecification asks() {
            return given().header("Authorization", "Bearer " + accessToken);
        }

        public RequestSpecification sends(Object body) {
            return asks().contentType("application/json").body(body);
        }
    }

    protected static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    protected static Map<String, Object> registration(String domainPrefix) {
        String name = unique(domainPrefix);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("email", "admin@" + name + ".example");
        body.put("username", "admin");
        body.put("password", PASSWORD);
        body.put("first_name", "Ada");
        body.put("last_name", "Lovelace");
        body.put("organization_name", "Organization " + name);
        body.put("organization_domain", name + ".example");
        body.put("organization_subdomain", name);
        return body;
    }

    protected static Response register(Map<String, Object> body) {
        return given().contentType("application/json").body(body).post("/api/v1/auth/register");
    }

    /** The ORG_ADMIN of a new organization. */
    protected static Person registered() {
        Response reply = register(registration("org"));
        reply.then().statusCode(201);
        UUID organization = UUID.fromString(reply.path("organization.id"));
        TestOrganizations.publish(organization, "ACTIVE", 1);
        return new Person(
                organization,
                UUID.fromString(reply.path("user.id")),
                reply.path("user.email"),
                reply.path("access_token"),
                reply.path("refresh_token"));
    }

    protected static Map<String, Object> newUser(String role) {
        String name = unique("user");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("email", name + "@people.example");
        body.put("username", name);
        body.put("password", PASSWORD);
        body.put("first_name", "Grace");
        body.put("last_name", "Hopper");
        body.put("role", role);
        return body;
    }

    /** Another user of the administrator's organization, logged in. */
    protected static Person colleague(Person admin, String role) {
        Response created = admin.sends(newUser(role)).post("/api/v1/users");
        created.then().statusCode(201);
        return loggedIn(created.path("email"), PASSWORD);
    }

    protected static Response login(String email, String password) {
        return given().contentType("application/json")
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/login");
    }

    protected static Person loggedIn(String email, String password) {
        Response reply = login(email, password);
        reply.then().statusCode(200);
        return new Person(
                UUID.fromString(reply.path("user.organization_id")),
                UUID.fromString(reply.path("user.id")),
                reply.path("user.email"),
                reply.path("access_token"),
                reply.path("refresh_token"));
    }

    protected static Person superAdmin() {
        return loggedIn(TenantServiceStub.SUPER_ADMIN_EMAIL, TenantServiceStub.SUPER_ADMIN_PASSWORD);
    }

    /** A SUPER_ADMIN who works in an organization, once the service knows it. */
    protected static RequestSpecification inside(Person superAdmin, UUID organization) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> superAdmin
                                .asks()
                                .header("X-Organization-Id", organization)
                                .get("/api/v1/auth/me")
                                .statusCode()
                        == 200);
        return superAdmin.asks().header("X-Organization-Id", organization);
    }

    protected static Response refresh(String refreshToken) {
        return given().contentType("application/json")
                .body(Map.of("refresh_token", refreshToken))
                .post("/api/v1/auth/refresh");
    }

    /** Changes rows as the owner, who sees all of them; answers how many. */
    protected static int update(String sql, Object... values) {
        try (Connection connection = TestDatabase.of("identity").connect("owner");
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row as the owner sees it. */
    protected static @Nullable String query(String sql, Object... values) {
        try (Connection connection = TestDatabase.of("identity").connect("owner");
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
