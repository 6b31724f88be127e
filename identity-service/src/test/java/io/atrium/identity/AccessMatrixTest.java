package io.atrium.identity;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessMatrixTest extends IdentityTest {

    @Inject
    ServiceTokens services;

    @Test
    void shouldAdmitWhomTheTableNames() {
        AccessMatrix.verify("identity-service", "io.atrium.identity", new People(services));
    }

    /** Users of one organization, one of another and one of a suspended one. */
    private static final class People implements AccessMatrix.Fixture {
        private final Person admin = registered();
        private final Map<AccessCaller, UUID> users = new EnumMap<>(AccessCaller.class);
        private final Person other = registered();
        private final Person suspended = registered();
        private final Person superAdmin = superAdmin();
        private final ServiceTokens services;

        People(ServiceTokens services) {
            this.services = services;
            users.put(AccessCaller.VIEWER, created("VIEWER"));
            users.put(AccessCaller.USER, created("USER"));
            users.put(AccessCaller.ORG_ADMIN, admin.id());
            users.put(AccessCaller.SUPER_ADMIN, superAdmin.id());
            users.put(AccessCaller.OTHER, other.id());
            TestOrganizations.suspend(suspended.organizationId());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> suspended.asks().get("/api/v1/auth/me").statusCode() == 403);
        }

        @Override
        public UUID organization() {
            return admin.organizationId();
        }

        @Override
        public @Nullable String token(AccessCaller caller, String operation) {
            return switch (caller) {
                case ANONYMOUS -> null;
                case GARBAGE -> "nonsense";
                // sessions of nobody: a logout ends no other's
                case VIEWER, USER, ORG_ADMIN -> TestTokens.user(user(caller), admin.organizationId(), caller.name());
                case SUPER_ADMIN -> TestTokens.user(superAdmin.id(), PLATFORM, "SUPER_ADMIN");
                case OTHER -> TestTokens.user(other.id(), other.organizationId(), "ORG_ADMIN");
                case SUSPENDED -> suspended.accessToken();
                case SERVICE -> services.issue("identity-service");
            };
        }

        @Override
        public String path(String operation, String variant, AccessCaller caller) {
            UUID id = variant.equals("own") ? user(caller) : somebody(operation, caller);
            return operation
                    .substring(operation.indexOf(' ') + 1)
                    .replace("{id}", id.toString())
                    .replace("{organization_id}", admin.organizationId().toString());
        }

        @Override
        public String body(String operation) {
            String name = unique("name");
            return operation.startsWith("PUT ")
                    ? "{\"email\":\"" + name + "@people.example\",\"username\":\"" + name + "\"}"
                    : "{}";
        }

        private UUID user(AccessCaller caller) {
            return users.getOrDefault(caller, admin.id());
        }

        /** Who may delete somebody finds somebody to delete. */
        private UUID somebody(String operation, AccessCaller caller) {
            boolean deletes = operation.startsWith("DELETE ");
            return deletes && (caller == AccessCaller.ORG_ADMIN || caller == AccessCaller.SUPER_ADMIN)
                    ? created("USER")
                    : users.computeIfAbsent(AccessCaller.ANONYMOUS, absent -> created("USER"));
        }

        private UUID created(String role) {
            Response reply = admin.sends(newUser(role)).post("/api/v1/users");
            reply.then().statusCode(201);
            return UUID.fromString(reply.path("id"));
        }
    }
}
