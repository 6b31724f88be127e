package io.atrium.audit;

import static io.restassured.RestAssured.given;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class AccessMatrixTest {

    @Inject
    ServiceTokens services;

    @Test
    void shouldAdmitWhomTheTableNames() {
        AccessMatrix.verify("audit-service", "io.atrium.audit", new Trail(services));
    }

    /** An event of each caller, and one of somebody else's. */
    private static final class Trail implements AccessMatrix.Fixture {
        private final ServiceTokens services;
        private final UUID organization = TestOrganizations.active();
        private final UUID other = TestOrganizations.active();
        private final UUID suspended = TestOrganizations.active();
        private final Map<AccessCaller, UUID> users = new EnumMap<>(AccessCaller.class);
        private final Map<AccessCaller, UUID> events = new EnumMap<>(AccessCaller.class);
        private final UUID somebodys;

        Trail(ServiceTokens services) {
            this.services = services;
            TestOrganizations.suspend(suspended);
            for (AccessCaller caller : AccessCaller.values()) {
                UUID user = UUID.randomUUID();
                users.put(caller, user);
                events.put(caller, event(user));
            }
            this.somebodys = event(UUID.randomUUID());
            Changes.awaitCount(organization, AccessCaller.values().length + 1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> given().header("Authorization", "Bearer " + TestTokens.user(suspended, "ORG_ADMIN"))
                                    .get("/api/v1/audit/verify")
                                    .statusCode()
                            == 403);
        }

        @Override
        public UUID organization() {
            return organization;
        }

        @Override
        public @Nullable String token(AccessCaller caller, String operation) {
            UUID user = users.getOrDefault(caller, organization);
            return switch (caller) {
                case ANONYMOUS -> null;
                case GARBAGE -> "a.b.c";
                case VIEWER, USER, ORG_ADMIN -> TestTokens.user(user, organization, caller.name());
                case SUPER_ADMIN -> TestTokens.user(user, UUID.randomUUID(), "SUPER_ADMIN");
                case OTHER -> TestTokens.user(user, other, "ORG_ADMIN");
                case SUSPENDED -> TestTokens.user(user, suspended, "ORG_ADMIN");
                case SERVICE -> services.issue("audit-service");
            };
        }

        @Override
        public String path(String operation, String variant, AccessCaller caller) {
            UUID event = variant.equals("own") ? events.getOrDefault(caller, somebodys) : somebodys;
            return operation.substring(operation.indexOf(' ') + 1).replace("{id}", event.toString());
        }

        private UUID event(UUID user) {
            Map<String, Object> data = Changes.data(organization, "user.updated");
            data.put("actor", Map.of("type", "USER", "id", user.toString()));
            return Changes.send(organization, data);
        }
    }
}
