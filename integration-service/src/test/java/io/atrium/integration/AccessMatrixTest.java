package io.atrium.integration;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class AccessMatrixTest {

    TestTopics topics;

    @Inject
    ServiceTokens services;

    @Test
    void shouldAdmitWhomTheTableNames() {
        AccessMatrix.verify("integration-service", "io.atrium.integration", new Resources(topics, services));
    }

    /** An integration, a webhook event and a sync job of one organization. */
    private static final class Resources implements AccessMatrix.Fixture {
        private static final String INTEGRATIONS = "/api/v1/integrations";

        private final ServiceTokens services;
        private final UUID organization = TestOrganizations.active();
        private final UUID other = TestOrganizations.active();
        private final UUID suspended = TestOrganizations.active();
        private final String integration;
        private final String event;
        private final String job;

        Resources(TestTopics topics, ServiceTokens services) {
            this.services = services;
            TestOrganizations.suspend(suspended);
            Api.provisioned(organization);
            this.integration = created();
            this.event = received(topics);
            this.job = Api.admin(organization)
                    .post(INTEGRATIONS + "/sync/users")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            awaitStatus(suspended, INTEGRATIONS, 403);
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
                case SERVICE -> services.issue("integration-service");
            };
        }

        @Override
        public String path(String operation, String variant, AccessCaller caller) {
            return operation.substring(operation.indexOf(' ') + 1).replace("{id}", id(operation, caller));
        }

        @Override
        public String body(String operation) {
            return operation.equals("PUT " + INTEGRATIONS + "/{id}")
                    ? integration(Map.of("source", "changed", "scheme", "standard-webhooks"), Map.of())
                    : "{}";
        }

        private String id(String operation, AccessCaller caller) {
            if (operation.contains("/sync/jobs/")) {
                return job;
            }
            if (operation.contains("/webhooks/events/")) {
                return event;
            }
            boolean admitted = caller == AccessCaller.ORG_ADMIN || caller == AccessCaller.SUPER_ADMIN;
            return admitted && operation.equals("DELETE " + INTEGRATIONS + "/{id}") ? created() : integration;
        }

        private String created() {
            return Api.admin(organization)
                    .body(integration(
                            Map.of(
                                    "source",
                                    "s" + UUID.randomUUID().toString().substring(0, 8),
                                    "scheme",
                                    "standard-webhooks"),
                            Map.of("provider", "custom")))
                    .post(INTEGRATIONS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }

        private static String integration(Map<String, Object> webhook, Map<String, Object> more) {
            Map<String, Object> body = new HashMap<>(more);
            body.put("name", "Tool");
            body.put("enabled", true);
            body.put("webhook", webhook);
            return Json.text(body);
        }

        private String received(TestTopics topics) {
            UUID id = UUID.randomUUID();
            topics.sendAll(List.of(Webhooks.record(
                    organization,
                    id,
                    "user",
                    "usr_1",
                    Webhooks.user("user.created", "usr_1", "2026-03-01T10:00:00Z", 1, "Ada"))));
            awaitStatus(organization, "/api/v1/webhooks/events/" + id, 200);
            return id.toString();
        }

        private static void awaitStatus(UUID organization, String path, int status) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Api.admin(organization).get(path).statusCode() == status);
        }
    }
}
