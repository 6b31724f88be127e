package io.atrium.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.identity.testing.Changes;
import io.atrium.identity.testing.IdentityTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserPurgeTest extends IdentityTest {

    private static final int MANY = 250;

    @Inject
    UserPurge purge;

    @Test
    void shouldRemoveWhoWasDeletedLongAgoAndNobodyElse() {
        // Given
        Person admin = registered();
        Person old = colleague(admin, "USER");
        Person recent = colleague(admin, "USER");
        for (Person deleted : List.of(old, recent)) {
            admin.asks().delete("/api/v1/users/" + deleted.id()).then().statusCode(204);
        }
        update("UPDATE users SET deleted_at = now() - interval '31 days' WHERE id = ?", old.id());
        update("UPDATE users SET deleted_at = now() - interval '29 days' WHERE id = ?", recent.id());

        // When
        purge.purge().await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(query("SELECT count(*) FROM users WHERE id = ?", old.id())).isEqualTo("0");
        assertThat(query("SELECT count(*) FROM sessions WHERE user_id = ?", old.id()))
                .isEqualTo("0");
        assertThat(query("SELECT count(*) FROM users WHERE organization_id = ?", admin.organizationId()))
                .isEqualTo("2");
        JsonNode record = Changes.await(admin.organizationId(), "user.deleted", 3).stream()
                .filter(change ->
                        change.path("after").isNull() || change.path("after").isMissingNode())
                .findFirst()
                .orElseThrow();
        assertThat(record.path("resource_id").asText()).isEqualTo(old.id().toString());
        assertThat(record.path("actor").path("type").asText()).isEqualTo("SYSTEM");
    }

    @Test
    void shouldRemoveManyInBoundedSteps() {
        // Given
        Person admin = registered();
        update(
                "INSERT INTO users (organization_id, id, email, login_key, username, role, created_at, updated_at, deleted_at)"
                        + " SELECT ?, gen_random_uuid(), n || '@gone.example', sha256(n::text::bytea), 'gone-' || n, 'USER',"
                        + " now(), now(), now() - interval '40 days' FROM generate_series(1, " + MANY + ") n",
                admin.organizationId());

        // When
        purge.purge().await().atMost(Duration.ofSeconds(30));

        // Then
        assertThat(query("SELECT count(*) FROM users WHERE organization_id = ?", admin.organizationId()))
                .isEqualTo("1");
    }
}
