package io.atrium.webhook.intake;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class AccessMatrixTest {

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Inject
    ServiceTokens services;

    @Test
    void shouldAdmitWhomTheTableNames() {
        AccessMatrix.verify("webhook-gateway", "io.atrium.webhook", new Sources(gateway, topics, services));
    }

    /** A source, and one of a suspended organization. */
    private static final class Sources implements AccessMatrix.Fixture {
        private final ServiceTokens services;
        private final TestSource source;
        private final TestSource suspended;

        Sources(URI gateway, TestTopics topics, ServiceTokens services) {
            this.services = services;
            this.source = TestSource.published(topics);
            this.suspended = TestSource.published(topics);
            new Provider(gateway, source).known();
            TestOrganizations.suspend(suspended.organization());
            new Provider(gateway, suspended).until(403);
        }

        @Override
        public UUID organization() {
            return source.organization();
        }

        @Override
        public @Nullable String token(AccessCaller caller, String operation) {
            return switch (caller) {
                case ANONYMOUS -> null;
                case GARBAGE -> "a.b.c";
                case VIEWER, USER, ORG_ADMIN -> TestTokens.forRequest(source.organization(), caller.name());
                case SUPER_ADMIN -> TestTokens.user(UUID.randomUUID(), "SUPER_ADMIN");
                case OTHER -> TestTokens.user(UUID.randomUUID(), "ORG_ADMIN");
                case SUSPENDED -> TestTokens.forRequest(suspended.organization(), "ORG_ADMIN");
                case SERVICE -> services.issue("webhook-gateway");
            };
        }

        @Override
        public String path(String operation, String variant, AccessCaller caller) {
            if (!operation.contains("{source}")) {
                return operation.substring(operation.indexOf(' ') + 1);
            }
            String address = switch (variant) {
                case "suspended" -> suspended.path();
                case "unknown" -> "/api/v1/webhooks/user/" + UUID.randomUUID();
                default -> source.path();
            };
            return operation.startsWith("GET ")
                    ? address + "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong"
                    : address + operation.substring(operation.indexOf('}', operation.indexOf("{org")) + 1);
        }
    }
}
