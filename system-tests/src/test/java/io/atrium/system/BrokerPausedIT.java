package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker that is stopped, not dead: connections stay open, and nothing answers. None of these requests needs one. */
@Tag("full")
class BrokerPausedIT {

    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void shouldAnswerReadsLoginsAndChangesWhileTheBrokerIsStopped() {
        // Given
        Tenant tenant = Tenant.register();
        String user = tenant.createUser("USER").getString("id");
        List<String> late = new ArrayList<>();
        Instant end = Instant.now().plus(PAUSE);
        int changes = 0;

        // When
        Suite.running().pause("kafka");
        try {
            while (Instant.now().isBefore(end)) {
                timed("GET /users", late, () -> tenant.as().get("/api/v1/users"));
                timed("GET /organizations/me", late, () -> tenant.as().get("/api/v1/organizations/me"));
                timed("GET /audit/events", late, () -> tenant.as().get("/api/v1/audit/events"));
                timed("GET /integrations", late, () -> tenant.as().get("/api/v1/integrations"));
                timed("POST /auth/login", late, () -> login(tenant));
                timed("PATCH /users", late, () -> change(tenant, user, "Grace"));
                timed("PATCH /users", late, () -> change(tenant, user, "Ada"));
                changes += 2;
            }
        } finally {
            Suite.running().resume("kafka");
        }

        // Then
        int made = changes;
        assertThat(late).isEmpty();
        Patience.await()
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(tenant.all("/audit/events?action=user.updated&resource_id=" + user, "id"))
                                .hasSize(made)
                                .doesNotHaveDuplicates());
    }

    private static Response login(Tenant tenant) {
        return Suite.running()
                .request()
                .contentType(ContentType.JSON)
                .body("{\"email\":\"" + tenant.email() + "\",\"password\":\"" + Tenant.PASSWORD + "\"}")
                .post("/api/v1/auth/login");
    }

    private static Response change(Tenant tenant, String user, String name) {
        return tenant.as()
                .contentType(ContentType.JSON)
                .body("{\"first_name\":\"" + name + "\"}")
                .patch("/api/v1/users/" + user);
    }

    private static void timed(String what, List<String> late, Supplier<Response> request) {
        long began = System.nanoTime();
        int status = request.get().statusCode();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (status != 200 || took.compareTo(LIMIT) > 0) {
            late.add(what + ": " + status + " after " + took.toMillis() + " ms");
        }
    }
}
