package io.atrium.identity.superadmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.password.PasswordHasher;
import io.atrium.identity.password.PasswordPolicy;
import io.atrium.identity.testing.IdentityTest;
import io.atrium.identity.user.Users;
import io.atrium.kit.tenancy.TenantTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each test has an organization of its own in the place of the platform's, as if it had just been installed. */
@QuarkusTest
class FirstSuperAdminTest extends IdentityTest {

    @Inject
    Users users;

    @Inject
    PasswordPolicy policy;

    @Inject
    PasswordHasher hasher;

    @Inject
    TenantTransaction transaction;

    private final UUID platform = UUID.randomUUID();
    private final String email = unique("first") + "@platform.example";

    @Test
    void shouldMakeTheFirst() {
        FirstSuperAdmin first = started(email);

        first.run().await().atMost(PATIENCE);

        assertThat(first.isDone()).isTrue();
        login(email, PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldMakeOneWhenReplicasStartAtOnce() {
        FirstSuperAdmin one = started(email);
        FirstSuperAdmin other = started(unique("other") + "@platform.example");

        Uni.join().all(one.run(), other.run()).andFailFast().await().atMost(PATIENCE);

        assertThat(one.isDone() && other.isDone()).isTrue();
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void shouldNotBringBackOneWhoWasDeleted() {
        started(email).run().await().atMost(PATIENCE);
        update("UPDATE users SET deleted_at = now(), password_hash = NULL WHERE organization_id = ?", platform);
        FirstSuperAdmin restarted = started(email);

        restarted.run().await().atMost(PATIENCE);

        assertThat(restarted.isDone()).isTrue();
        assertThat(count()).isEqualTo("1");
        login(email, PASSWORD).then().statusCode(401);
    }

    @Test
    void shouldEndWhenTheFirstHasAnotherAddress() {
        started(email).run().await().atMost(PATIENCE);
        FirstSuperAdmin restarted = started(unique("changed") + "@platform.example");

        restarted.run().await().atMost(PATIENCE);

        assertThat(restarted.isDone()).isTrue();
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void shouldEndWhenTheAddressIsAnotherOrganizations() {
        Person stranger = registered();
        FirstSuperAdmin first = started(stranger.email());

        first.run().await().atMost(PATIENCE);

        assertThat(first.isDone()).isTrue();
        assertThat(count()).isEqualTo("0");
    }

    private String count() {
        return String.valueOf(query("SELECT count(*) FROM users WHERE organization_id = ?", platform));
    }

    private FirstSuperAdmin started(String configured) {
        SuperAdminConfig config = new SuperAdminConfig() {
            @Override
            public Optional<String> email() {
                return Optional.of(configured);
            }

            @Override
            public Optional<String> password() {
                return Optional.of(PASSWORD);
            }
        };
        return new FirstSuperAdmin(config, users, policy, hasher, transaction, platform);
    }
}
