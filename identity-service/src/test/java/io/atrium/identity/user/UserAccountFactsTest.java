package io.atrium.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.UsageFacts;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The facts that this service publishes add up to the users that there are. */
@QuarkusTest
class UserAccountFactsTest extends IdentityTest {

    private static final String METRIC = "user_accounts";
    private static final String USERS = "/api/v1/users";
    private static final TestDatabase DATABASE = TestDatabase.of("identity");

    @Test
    void shouldCountWhomRegistrationAndAdministratorsCreate() {
        Person admin = registered();

        create(admin, "USER");
        create(admin, "USER");
        create(admin, "VIEWER");

        UsageFacts.await(admin.organizationId(), METRIC, Map.of("ORG_ADMIN", 1L, "USER", 2L, "VIEWER", 1L));
    }

    @Test
    void shouldMoveAUserWhoseRoleChanges() {
        Person admin = registered();
        UUID user = create(admin, "USER");

        admin.sends(Map.of("role", "VIEWER")).patch(USERS + "/" + user).then().statusCode(200);

        UsageFacts.await(admin.organizationId(), METRIC, Map.of("ORG_ADMIN", 1L, "VIEWER", 1L));
    }

    @Test
    void shouldCountAUserWhoIsDeletedNoMore() {
        Person admin = registered();
        UUID user = create(admin, "USER");
        create(admin, "USER");

        admin.asks().delete(USERS + "/" + user).then().statusCode(204);

        UsageFacts.await(admin.organizationId(), METRIC, Map.of("ORG_ADMIN", 1L, "USER", 1L));
    }

    @Test
    void shouldPublishNothingForOtherChangesAndForWhatIsRefused() {
        Person admin = registered();
        admin.sends(Map.of("first_name", "Augusta"))
                .patch(USERS + "/" + admin.id())
                .then()
                .statusCode(200);
        login(admin.email(), PASSWORD).then().statusCode(200);
        Map<String, Object> taken = newUser("USER");
        taken.put("email", admin.email());
        admin.sends(taken).post(USERS).then().statusCode(409);

        create(admin, "VIEWER");

        UsageFacts.await(admin.organizationId(), METRIC, Map.of("ORG_ADMIN", 1L, "VIEWER", 1L));
        assertThat(UsageFacts.onTopic(admin.organizationId(), METRIC)).hasSize(2);
    }

    @Test
    void shouldCountTheFirstSuperAdmin() {
        String there = String.valueOf(query(
                "SELECT count(*) FROM users WHERE organization_id = ? AND role = 'SUPER_ADMIN' AND deleted_at IS NULL",
                PLATFORM));

        UsageFacts.await(PLATFORM, METRIC, Map.of("SUPER_ADMIN", Long.parseLong(there)));
    }

    @Test
    void shouldWriteFactsAsTheGoldenFileHasThem() {
        Person admin = registered();
        create(admin, "VIEWER");

        UsageFacts.assertWritten("io.atrium.usage.recorded.2", admin.organizationId(), METRIC, "VIEWER");
    }

    @Test
    void shouldTellWithTheMigrationWhoIsThereAlready() throws SQLException {
        Person admin = registered();
        create(admin, "USER");
        UUID deleted = create(admin, "VIEWER");
        admin.asks().delete(USERS + "/" + deleted).then().statusCode(204);

        List<String> facts = UsageFacts.ofMigration(
                DATABASE,
                List.of(
                        "DROP TRIGGER meter_insert ON users",
                        "DROP TRIGGER meter_update ON users",
                        "DROP TRIGGER meter_delete ON users"),
                "V013__count_users.sql",
                admin.organizationId());

        assertThat(facts).containsExactly("user_accounts ORG_ADMIN 1", "user_accounts USER 1");
    }

    private static UUID create(Person admin, String role) {
        return UUID.fromString(admin.sends(newUser(role))
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
