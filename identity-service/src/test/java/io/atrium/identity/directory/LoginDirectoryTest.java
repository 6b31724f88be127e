package io.atrium.identity.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the app role can do to the login directory: through its functions, in one organization, and nothing else. */
class LoginDirectoryTest {

    private static final String PLATFORM = "00000000-0000-7000-8000-000000000001";
    private static final String FAILED = "SELECT login_failed(?::uuid, ?, true, 7776000, 5, 5, 2, 10, 900, 3600)";
    private static final String SUCCEEDED = "SELECT login_succeeded(?::uuid, ?, 7776000, 10)";
    private static final String FIND = "SELECT user_id FROM login_find(?, sha256('nobody-0'), ?, 7776000)";

    private static final String FIND_ANY =
            "SELECT user_id FROM login_find_any(?::bytea || ?, sha256('nobody-0'), ?, 7776000)";
    private static final String UNDER_OTHER_KEYS =
            "SELECT count(*) FROM login_under_other_keys('', '" + new UUID(0, 0) + "', '" + new UUID(0, 0) + "', 1)";
    private static final String ANY_TAKEN = "SELECT login_is_any_taken(?::bytea || ?)";

    private Connection owner;
    private Connection app;

    private record Somebody(String organizationId, String id, byte[] key, byte[] place) {}

    @BeforeEach
    void connect() throws SQLException {
        TestDatabase database = TestDatabase.of("identity").migrate();
        owner = database.connect("owner");
        app = database.connect("app");
        app.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        app.close();
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM login_directory",
                "INSERT INTO login_directory VALUES ('x', gen_random_uuid(), gen_random_uuid())",
                "UPDATE login_directory SET failed_attempts = 0",
                "DELETE FROM login_directory",
                "UPDATE login_places SET failed_attempts = 0",
                "INSERT INTO login_places SELECT * FROM login_places",
                "DELETE FROM login_places",
                "SELECT login_organization()",
                "SELECT login_delay(1, 1, 1, 1, 1)",
                "SELECT login_keys('x')",
            })
    void shouldDenyTheAppRole(String sql) throws SQLException {
        set(PLATFORM);

        SQLException denied = catchThrowableOfType(SQLException.class, () -> query(app, sql));

        assertThat(denied.getSQLState()).isEqualTo("42501");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "relay", "worker", "platform"})
    void shouldDenyTheFunctionsToOtherRoles(String role) throws SQLException {
        String granted = "SELECT count(*) FROM pg_proc p WHERE proname ~ '^(login_|follow_users)' "
                + "AND has_function_privilege('identity_" + role + "', p.oid, 'EXECUTE')";

        String functions = query(owner, granted);

        assertThat(functions).isEqualTo("0");
    }

    @Test
    void shouldTellNothingAndChangeNothingWithoutAnOrganization() throws SQLException {
        Somebody ada = somebody();

        query(app, FAILED, ada.id(), ada.place());

        assertThat(query(app, FIND, ada.key(), ada.place())).isNull();
        assertThat(query(app, "SELECT login_is_taken(?)", (Object) ada.key())).isEqualTo("f");
        assertThat(query(app, FIND_ANY, ada.key(), ada.key(), ada.place())).isNull();
        assertThat(query(app, "SELECT login_is_any_taken(?)", (Object) ada.key()))
                .isEqualTo("f");
        assertThat(query(app, UNDER_OTHER_KEYS)).isEqualTo("0");
        assertThat(query(app, "SELECT count(*) FROM rows_by_secret_key()")).isEqualTo("0");
        assertThat(query(app, SUCCEEDED, ada.id(), ada.place())).isEqualTo("f");
        assertThat(query(app, "SELECT login_purge_places(-1, 10)")).isEqualTo("0");
        app.commit();
        assertThat(failures(ada)).isEqualTo("0");
    }

    /** With the usual estimate of 1,000 keys the planner reads all of a directory of some 10,000 users for each login. */
    @Test
    void shouldTellThePlannerThatAnAddressHasFewKeys() throws SQLException {
        String estimated = query(owner, "SELECT prorows::int FROM pg_proc WHERE proname = 'login_keys'");

        assertThat(Integer.parseInt(estimated)).isLessThan(10);
    }

    @Test
    void shouldKeepToTheOrganizationOfTheTransaction() throws SQLException {
        Somebody ada = somebody();
        Somebody bob = somebody();
        query(owner, "UPDATE login_directory SET failed_attempts = 7 WHERE user_id = ?::uuid RETURNING 1", ada.id());
        set(bob.organizationId());

        query(app, FAILED, ada.id(), ada.place());

        assertThat(query(app, SUCCEEDED, ada.id(), ada.place())).isEqualTo("f");
        query(app, "SELECT login_unlock(?::uuid)", ada.id());
        assertThat(query(app, FIND, ada.key(), ada.place())).isNull();
        app.commit();
        assertThat(failures(ada)).isEqualTo("7");
        assertThat(query(owner, "SELECT count(*) FROM login_places WHERE user_id = ?::uuid", ada.id()))
                .isEqualTo("0");
    }

    @Test
    void shouldRefuseARightPasswordOnceADelayHasBegun() throws SQLException {
        Somebody ada = somebody();
        set(PLATFORM);
        assertThat(query(app, FIND, ada.key(), ada.place())).isEqualTo(ada.id());
        app.commit();
        set(ada.organizationId());
        for (int n = 0; n < 7; n++) {
            query(app, FAILED, ada.id(), ada.place());
        }

        String admitted = query(app, SUCCEEDED, ada.id(), ada.place());

        assertThat(admitted).isEqualTo("f");
        app.commit();
        assertThat(failures(ada)).isEqualTo("5");
        assertThat(query(owner, "SELECT count(*) FROM login_places WHERE user_id = ?::uuid", ada.id()))
                .isEqualTo("0");
    }

    @Test
    void shouldPurgePlacesOfLongAgo() throws SQLException {
        Somebody ada = somebody();
        set(ada.organizationId());
        query(app, SUCCEEDED, ada.id(), ada.place());
        app.commit();
        query(owner, "UPDATE login_places SET last_login_at = 'epoch' WHERE user_id = ?::uuid RETURNING 1", ada.id());
        set(PLATFORM);

        query(app, "SELECT login_purge_places(7776000, 1000)");

        app.commit();
        assertThat(query(owner, "SELECT count(*) FROM login_places WHERE user_id = ?::uuid", ada.id()))
                .isEqualTo("0");
    }

    @Test
    void shouldFollowUsersWithTheirOwnRowOnly() throws SQLException {
        Somebody ada = somebody();
        Somebody bob = somebody();
        set(bob.organizationId());

        SQLException taken = catchThrowableOfType(
                SQLException.class,
                () -> query(app, "UPDATE users SET login_key = ? WHERE id = ?::uuid RETURNING 1", ada.key(), bob.id()));

        assertThat(taken.getSQLState()).isEqualTo("23505");
        app.rollback();
        set(bob.organizationId());
        query(app, "UPDATE users SET deleted_at = now() WHERE id = ?::uuid RETURNING 1", bob.id());
        app.commit();
        assertThat(failures(bob)).isNull();
        assertThat(failures(ada)).isEqualTo("0");
    }

    @Test
    void shouldFindAPersonUnderAnyOfTheirKeys() throws SQLException {
        Somebody ada = somebody();
        byte[] other = random();
        set(PLATFORM);

        assertThat(query(app, FIND_ANY, other, ada.key(), ada.place())).isEqualTo(ada.id());
        assertThat(query(app, FIND_ANY, ada.key(), other, ada.place())).isEqualTo(ada.id());
        assertThat(query(app, FIND_ANY, other, other, ada.place())).isNotNull().isNotEqualTo(ada.id());
        assertThat(query(app, ANY_TAKEN, other, ada.key())).isEqualTo("t");
        assertThat(query(app, ANY_TAKEN, other, other)).isEqualTo("f");
    }

    @Test
    void shouldGiveAnAddressToOneOfTwoWhoseReplicasHaveTheSameSecretsInAnotherOrder() throws Exception {
        Somebody ada =
                new Somebody(UUID.randomUUID().toString(), UUID.randomUUID().toString(), random(), random());
        byte[] underOtherSecret = random();
        set(ada.organizationId());
        assertThat(query(app, ANY_TAKEN, ada.key(), underOtherSecret)).isEqualTo("f");
        try (Connection replica = TestDatabase.of("identity").connect("app")) {
            replica.setAutoCommit(false);
            query(replica, "SELECT set_config('app.organization_id', ?, true)", PLATFORM);
            String backend = String.valueOf(query(replica, "SELECT pg_backend_pid()"));
            CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(query(replica, ANY_TAKEN, underOtherSecret, ada.key()));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Awaitility.await()
                    .until(() -> "1"
                            .equals(query(
                                    owner,
                                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory' "
                                            + "AND pid::text = ?",
                                    backend)));

            insert(ada);
            app.commit();

            assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo("t");
        }
    }

    private Somebody somebody() throws SQLException {
        Somebody somebody =
                new Somebody(UUID.randomUUID().toString(), UUID.randomUUID().toString(), random(), random());
        insert(somebody);
        app.commit();
        return somebody;
    }

    private void insert(Somebody somebody) throws SQLException {
        set(somebody.organizationId());
        query(
                app,
                "INSERT INTO users (organization_id, id, email, login_key, username, role, password_hash, created_at, "
                        + "updated_at) VALUES (?::uuid, ?::uuid, 'x@example.org', ?, 'x', 'USER', 'x', now(), now()) "
                        + "RETURNING 1",
                somebody.organizationId(),
                somebody.id(),
                somebody.key());
    }

    private byte[] random() throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("SELECT sha256(uuid_send(gen_random_uuid()))");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    private void set(String organizationId) throws SQLException {
        query(app, "SELECT set_config('app.organization_id', ?, true)", organizationId);
    }

    private @Nullable String failures(Somebody somebody) throws SQLException {
        return query(owner, "SELECT failed_attempts FROM login_directory WHERE user_id = ?::uuid", somebody.id());
    }

    private static @Nullable String query(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (!statement.execute()) {
                return null;
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
