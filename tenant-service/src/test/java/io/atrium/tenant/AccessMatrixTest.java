package io.atrium.tenant;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessMatrixTest {

    @Inject
    Api api;

    @Inject
    ServiceTokens services;

    @Test
    void shouldAdmitWhomTheTableNames() {
        AccessMatrix.verify("tenant-service", "io.atrium.tenant", new Organizations(api, services));
    }

    private static final class Organizations implements AccessMatrix.Fixture {
        private final Api api;
        private final ServiceTokens services;
        private final UUID organization;
        private final UUID other;
        private final UUID suspended;

        Organizations(Api api, ServiceTokens services) {
            this.api = api;
            this.services = services;
            this.organization = api.active();
            this.other = api.active();
            this.suspended = suspended();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> api.as(suspended, "ORG_ADMIN")
                                    .get("/api/v1/organizations/me")
                                    .statusCode()
                            == 403);
        }

        @Override
        public UUID organization() {
            return organization;
        }

        @Override
        public @Nullable String token(AccessCaller caller, String operation) {
            return switch (caller) {
                case ANONYMOUS -> null;
                case GARBAGE -> "a.b.c";
                case VIEWER, USER, ORG_ADMIN -> TestTokens.forRequest(organization, caller.name());
                case SUPER_ADMIN -> TestTokens.user(UUID.randomUUID(), "SUPER_ADMIN");
                case OTHER -> TestTokens.forRequest(other, "ORG_ADMIN");
                case SUSPENDED -> TestTokens.forRequest(suspended, "ORG_ADMIN");
                case SERVICE -> services.issue("tenant-service");
            };
        }

        @Override
        public String path(String operation, String variant, AccessCaller caller) {
            boolean admitted = caller == AccessCaller.SUPER_ADMIN || caller == AccessCaller.SERVICE;
            UUID id = admitted && operation.contains("{id}") ? fresh(operation) : organization;
            return operation.substring(operation.indexOf(' ') + 1).replace("{id}", id.toString());
        }

        private UUID fresh(String operation) {
            if (operation.contains("/internal/")) {
                return api.pending(UUID.randomUUID());
            }
            return operation.endsWith("/reactivate") ? suspended() : api.active();
        }

        private UUID suspended() {
            UUID id = api.active();
            api.operator()
                    .post("/api/v1/organizations/" + id + "/suspend")
                    .then()
                    .statusCode(200);
            return id;
        }
    }
}
