package io.atrium.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.UsageFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In transactions that are rolled back. */
class MeteredRowsTest {

    private static final TestDatabase DATABASE = TestDatabase.of("identity");

    private final UUID organization = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private Connection owner;

    @BeforeEach
    void begin() throws SQLException {
        owner = DATABASE.migrate().connect("owner");
        owner.setAutoCommit(false);
    }

    @AfterEach
    void rollback() throws SQLException {
        owner.rollback();
        owner.close();
    }

    @Test
    void shouldPublishOneFactForEachOrganizationAndValueOfAStatement() throws SQLException {
        execute("INSERT INTO member (organization_id, role, deleted_at) SELECT o, r, d FROM (VALUES"
                + " ('%s'::uuid, 'USER', NULL::timestamptz), ('%s', 'USER', NULL), ('%s', 'VIEWER', NULL),"
                + " ('%s', 'VIEWER', now()), ('%s', 'USER', NULL)) v (o, r, d)");

        assertThat(written(organization)).containsExactly("user_accounts USER 2", "user_accounts VIEWER 1");
        assertThat(written(other)).containsExactly("user_accounts USER 1");
    }

    @Test
    void shouldPublishWhatLeftAndWhatCameWhenTheColumnChanges() throws SQLException {
        members("'USER', 'USER', 'VIEWER'");

        execute("UPDATE member SET role = 'VIEWER' WHERE organization_id = '%s' AND role = 'USER'");

        assertThat(added()).containsExactly("user_accounts USER -2", "user_accounts VIEWER 2");
    }

    @Test
    void shouldCountARowThatIsDeletedSoftlyNoMoreAndAgainWhenItIsRestored() throws SQLException {
        members("'USER', 'USER'");

        execute("UPDATE member SET deleted_at = now() WHERE organization_id = '%s'");
        assertThat(added()).containsExactly("user_accounts USER -2");
        execute("UPDATE member SET role = 'VIEWER' WHERE organization_id = '%s'");
        assertThat(added()).isEmpty();
        execute("UPDATE member SET deleted_at = NULL WHERE organization_id = '%s'");

        assertThat(added()).containsExactly("user_accounts VIEWER 2");
    }

    @Test
    void shouldPublishNothingForAnotherColumnOrAnExchange() throws SQLException {
        members("'USER', 'VIEWER'");

        execute("UPDATE member SET name = 'x', version = version + 1 WHERE organization_id = '%s'");
        execute("UPDATE member SET role = CASE role WHEN 'USER' THEN 'VIEWER' ELSE 'USER' END"
                + " WHERE organization_id = '%s'");
        execute("UPDATE member SET role = 'USER' WHERE organization_id = '%s' AND role = 'NONE'");

        assertThat(added()).isEmpty();
    }

    @Test
    void shouldCountDeletedRowsOnce() throws SQLException {
        members("'USER', 'USER', 'VIEWER'");
        execute("UPDATE member SET deleted_at = now() WHERE organization_id = '%s' AND role = 'VIEWER'");
        assertThat(added()).containsExactly("user_accounts VIEWER -1");

        execute("DELETE FROM member WHERE organization_id = '%s'");

        assertThat(added()).containsExactly("user_accounts USER -2");
    }

    @Test
    void shouldCountInsertedAndUpdatedRowsOfOneStatement() throws SQLException {
        execute("INSERT INTO member (organization_id, id, role) VALUES ('%s', '%s', 'USER')", organization, other);
        assertThat(added()).containsExactly("user_accounts USER 1");

        execute(
                "INSERT INTO member (organization_id, id, role) VALUES ('%1$s', '%2$s', 'VIEWER'),"
                        + " ('%1$s', '%1$s', 'VIEWER') ON CONFLICT (organization_id, id) DO UPDATE SET role = 'VIEWER'",
                organization, other);

        assertThat(added())
                .containsExactly("user_accounts USER -1", "user_accounts VIEWER 1", "user_accounts VIEWER 1");
    }

    @Test
    void shouldPublishWhatIsThereWhenATableIsMetered() throws SQLException {
        members("'USER', 'USER', 'VIEWER'");
        execute("UPDATE member SET deleted_at = now() WHERE organization_id = '%s' AND role = 'VIEWER'");
        execute("DROP TRIGGER meter_insert ON member");
        execute("DROP TRIGGER meter_update ON member");
        execute("DROP TRIGGER meter_delete ON member");
        added();

        execute("SELECT atrium.meter('member', metric => 'user_accounts', dimension => 'role')");

        assertThat(added()).containsExactly("user_accounts USER 2");
    }

    @Test
    void shouldRefuseATableWhoseFunctionWouldHaveTheNameOfAnother() throws SQLException {
        execute("CREATE SCHEMA elsewhere CREATE TABLE member (organization_id uuid, role text)");

        assertThatThrownBy(() ->
                        execute("SELECT atrium.meter('elsewhere.member', metric => 'others', dimension => 'role')"))
                .hasMessageContaining("elsewhere.member");
    }

    @Test
    void shouldLetNoRolePublishFactsByTheFunctions() {
        for (String kind : List.of("app", "ingest", "relay", "worker", "platform")) {
            assertThat(DatabaseAttacks.notRefused(
                            DATABASE,
                            kind,
                            List.of(
                                    "SELECT atrium.publish_usage('${own}', 'user_accounts', '{}', 1)",
                                    "SELECT atrium.meter_member()",
                                    "SELECT atrium.meter('atrium.outbox', 'user_accounts', 'role')",
                                    "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) "
                                            + "VALUES ('atrium.usage.v1', '${own}', 't', '${own}')")))
                    .isEmpty();
        }
    }

    private void members(String roles) throws SQLException {
        execute("INSERT INTO member (organization_id, role) SELECT '%s', unnest(ARRAY[" + roles + "])");
        added();
    }

    /** What was published since the last look. */
    private List<String> added() throws SQLException {
        List<String> facts = written(organization);
        execute("DELETE FROM atrium.outbox WHERE organization_id = '%s'");
        return facts;
    }

    private List<String> written(UUID of) throws SQLException {
        return UsageFacts.written(owner, of);
    }

    /** Each {@code %s} is the organization, the last of several the other one. */
    private void execute(String sql) throws SQLException {
        int places = sql.split("%s", -1).length - 1;
        Object[] ids = new Object[places];
        for (int i = 0; i < places; i++) {
            ids[i] = places > 1 && i == places - 1 ? other : organization;
        }
        execute(sql, ids);
    }

    private void execute(String sql, Object... ids) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(ids.length == 0 ? sql : String.format(sql, ids));
        }
    }
}
