package io.atrium.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionPurgeTest extends IdentityTest {

    private static final int MANY = 1_200;

    @Inject
    SessionPurge purge;

    @Test
    void shouldRemoveWhatHasBeenOverForADayAndNothingElse() {
        // Given
        Person admin = registered();
        Person colleague = colleague(admin, "USER");
        UUID organization = admin.organizationId();
        update(
                "INSERT INTO sessions (organization_id, id, user_id, expires_at, ended_at, end_reason)"
                        + " SELECT ?, gen_random_uuid(), ?, now() + interval '9 days', now() - interval '25 hours',"
                        + " 'LOGOUT' FROM generate_series(1, " + MANY + ")",
                organization,
                admin.id());
        update(
                "INSERT INTO refresh_tokens (organization_id, token_hash, session_id, expires_at)"
                        + " SELECT organization_id, sha256(id::text::bytea), id, now() + interval '1 day'"
                        + " FROM sessions WHERE organization_id = ? AND ended_at IS NOT NULL",
                organization);
        update(
                "UPDATE refresh_tokens SET expires_at = now() - interval '25 hours' WHERE organization_id = ?"
                        + " AND session_id IN (SELECT id FROM sessions WHERE user_id = ?)",
                organization,
                colleague.id());

        // When
        purge.purge().await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(query("SELECT count(*) FROM sessions WHERE organization_id = ?", organization))
                .isEqualTo("2");
        assertThat(query("SELECT count(*) FROM refresh_tokens WHERE organization_id = ?", organization))
                .isEqualTo("1");
        refresh(admin.refreshToken()).then().statusCode(200);
    }

    @Test
    void shouldGoOnAfterAnOrganizationWhoseSessionsCannotBeRemoved() {
        // Given
        Person failing = registered();
        Person person = registered();
        for (Person each : List.of(failing, person)) {
            update(
                    "INSERT INTO sessions (organization_id, id, user_id, expires_at, ended_at, end_reason)"
                            + " VALUES (?, gen_random_uuid(), ?, now() + interval '9 days',"
                            + " now() - interval '25 hours', 'LOGOUT')",
                    each.organizationId(),
                    each.id());
        }
        update("CREATE FUNCTION purge_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF OLD.organization_id = '" + failing.organizationId()
                + "' THEN RAISE EXCEPTION 'refused'; END IF; RETURN OLD; END $$");
        update("CREATE TRIGGER purge_refused BEFORE DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION purge_refused()");

        // When
        try {
            purge.purge().await().atMost(Duration.ofSeconds(30));
        } finally {
            update("DROP FUNCTION purge_refused() CASCADE");
        }

        // Then
        assertThat(ended(failing)).isEqualTo("1");
        assertThat(ended(person)).isEqualTo("0");
    }

    private static String ended(Person person) {
        return String.valueOf(query(
                "SELECT count(*) FROM sessions WHERE organization_id = ? AND ended_at IS NOT NULL",
                person.organizationId()));
    }
}
