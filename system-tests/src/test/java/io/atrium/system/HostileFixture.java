package io.atrium.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An organization that sends hostile requests, with one of everything that an organization can have. */
final class HostileFixture {

    private static final List<String> SOURCES = List.of("user", "payment", "communication");
    private static final String OF_THE_PLATFORM = "/api/v1/organizations";

    private final Tenant tenant = Tenant.register();
    private final Tenant stray = Tenant.register();
    private final String operator = Tenant.login(SuiteSettings.SUPER_ADMIN).getString("access_token");
    private final String session = Tenant.login(tenant.email()).getString("access_token");
    private final String somebody = tenant.createUser("USER").getString("id");
    private final String nobody = tenant.createUser("VIEWER").getString("id");
    private final Map<String, Provider> providers;
    private final String event;
    private final String job;
    private final String auditEvent;
    private final AtomicLong unique = new AtomicLong(System.nanoTime());

    HostileFixture() {
        providers = Map.of(
                "user", Provider.ready(tenant, "user"),
                "payment", Provider.ready(tenant, "payment"),
                "communication", Provider.ready(tenant, "communication"));
        event = Patience.until(() -> tenant.get("/webhooks/events").getString("items[0]?.id"));
        job = tenant.post("/integrations/sync/users", Map.of())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        auditEvent = Patience.until(() -> tenant.get("/audit/events").getString("items[0]?.id"));
    }

    Tenant tenant() {
        return tenant;
    }

    /** Who may call the operation, so that what is hostile gets as far as it can. */
    @Nullable
    String token(HostileOperation operation) {
        if (isWebhook(operation) || operation.template().startsWith("/.well-known/")) {
            return null;
        }
        if (operation.template().endsWith("/auth/logout")) {
            return session;
        }
        return isOfThePlatform(operation) ? operator : tenant.token();
    }

    /** The SUPER_ADMIN names the organization that is not the tenant itself. */
    private static boolean isOfThePlatform(HostileOperation operation) {
        return operation.template().startsWith(OF_THE_PLATFORM)
                && !operation.template().contains("/me");
    }

    static boolean isWebhook(HostileOperation operation) {
        return operation.template().contains("{organization_id}");
    }

    /** A good value of a path parameter. */
    String pathValue(HostileOperation operation, String name, SplittableRandom random) {
        if (name.equals("source")) {
            return HostileKind.one(random, SOURCES);
        }
        if (name.equals("organization_id")) {
            return tenant.organizationId();
        }
        String template = operation.template();
        if (template.contains("/users/")) {
            return operation.method().equals("DELETE") ? nobody : somebody;
        }
        if (template.contains("/organizations/")) {
            return stray.organizationId();
        }
        if (template.contains("/audit/")) {
            return auditEvent;
        }
        if (template.contains("/webhooks/")) {
            return event;
        }
        if (template.contains("/sync/jobs/")) {
            return job;
        }
        // its own three go on receiving
        return operation.method().equals("DELETE") ? UUID.randomUUID().toString() : spareIntegration();
    }

    private volatile @Nullable String spare;

    private synchronized String spareIntegration() {
        String known = spare;
        if (known == null) {
            known = tenant.as()
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "name", "Spare",
                            "provider", "custom",
                            "webhook", Map.of("source", "spare", "scheme", "standard-webhooks")))
                    .post("/api/v1/integrations/")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            spare = known;
        }
        return known;
    }

    /** A good body with what has to be new made new. */
    JsonNode fresh(JsonNode example) {
        JsonNode body = example.deepCopy();
        String name = "h" + Long.toString(unique.incrementAndGet(), Character.MAX_RADIX);
        replace(body, "email", name + "@hostile.example.com");
        replace(body, "username", name);
        replace(body, "organization_domain", name + ".example.com");
        replace(body, "organization_subdomain", name);
        replace(body, "domain", name + ".example.com");
        replace(body, "subdomain", name);
        replace(body, "source", name);
        if (body instanceof ObjectNode object) {
            object.remove("organization_id");
        }
        return body;
    }

    private static void replace(JsonNode body, String field, String value) {
        if (body instanceof ObjectNode object && object.path(field).isTextual()) {
            object.put(field, value);
        }
        body.forEach(child -> replace(child, field, value));
    }

    /** Head lines that sign a delivery's body. */
    List<String> signature(String target, byte[] body) {
        String source = target.split("/", -1).length > 4 ? target.split("/", -1)[4] : "user";
        Provider provider = providers.getOrDefault(source, providers.get("user"));
        return provider == null ? List.of() : provider.signature("hostile-" + unique.incrementAndGet(), body);
    }
}
