package io.atrium.system;

import io.atrium.kit.testing.AccessCaller;
import io.atrium.kit.testing.AccessMatrix;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person of each kind, and one of everything that an organization can have. */
final class AccessResources implements AccessMatrix.Fixture {

    private static final String WRONG_HANDSHAKE = "?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong";
    private static final String UPDATE_INTEGRATION = "PUT /api/v1/integrations/{id}";

    private final Tenant tenant = Tenant.register();
    private final Tenant other = Tenant.register();
    private final Tenant suspended = Tenant.register();
    private final Tenant stray = Tenant.register();
    private final Map<AccessCaller, String> tokens = new EnumMap<>(AccessCaller.class);
    private final Map<AccessCaller, String> secondSessions = new EnumMap<>(AccessCaller.class);
    private final Map<AccessCaller, String> users = new EnumMap<>(AccessCaller.class);
    private final Map<AccessCaller, String> ownEvents = new EnumMap<>(AccessCaller.class);
    private final String somebody = tenant.createUser("USER").getString("id");
    private final String integration;
    private final String event;
    private final String job;
    private final String auditEvent;

    AccessResources() {
        add(AccessCaller.SUPER_ADMIN, SuiteSettings.SUPER_ADMIN);
        add(AccessCaller.VIEWER, tenant.createUser("VIEWER").getString("email"));
        add(AccessCaller.USER, tenant.createUser("USER").getString("email"));
        add(AccessCaller.ORG_ADMIN, tenant);
        add(AccessCaller.OTHER, other);
        add(AccessCaller.SUSPENDED, suspended);
        suspend(suspended.organizationId());
        Provider.ready(tenant, "user");
        event = Patience.until(() -> tenant.get("/webhooks/events").getString("items[0]?.id"));
        job = tenant.post("/integrations/sync/users", Map.of())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        integration = newIntegration();
        auditEvent = Patience.until(
                () -> tenant.get("/audit/events?actor=" + tenant.userId()).getString("items[0]?.id"));
        addOwnEvent(AccessCaller.VIEWER);
        addOwnEvent(AccessCaller.USER);
        awaitSuspension();
    }

    private void add(AccessCaller caller, String email) {
        JsonPath login = Tenant.login(email);
        add(caller, login.getString("user.id"), login.getString("access_token"), email);
    }

    private void add(AccessCaller caller, Tenant administered) {
        add(caller, administered.userId(), administered.token(), administered.email());
    }

    private void add(AccessCaller caller, String userId, String token, String email) {
        users.put(caller, userId);
        tokens.put(caller, token);
        secondSessions.put(caller, Tenant.login(email).getString("access_token"));
    }

    private void addOwnEvent(AccessCaller caller) {
        String token = Objects.requireNonNull(tokens.get(caller));
        ownEvents.put(
                caller,
                Patience.until(() ->
                        Tenant.as(token).get("/api/v1/audit/events").jsonPath().getString("items[0]?.id")));
    }

    @Override
    public void answered(HttpResponse<String> reply) {
        Suite.running().documented(reply);
    }

    @Override
    public UUID organization() {
        return UUID.fromString(tenant.organizationId());
    }

    @Override
    public @Nullable String token(AccessCaller caller, String operation) {
        if (caller == AccessCaller.GARBAGE) {
            return "a.b.c";
        }
        return (operation.endsWith("/auth/logout") ? secondSessions : tokens).get(caller);
    }

    @Override
    public String path(String operation, String variant, AccessCaller caller) {
        String path = operation.substring(operation.indexOf(' ') + 1);
        String handshake = operation.startsWith("GET /api/v1/webhooks/{source}/") ? WRONG_HANDSHAKE : "";
        return (path + handshake)
                .replace("{source}", "user")
                .replace("{organization_id}", webhooksOf(variant))
                .replace("{id}", path.contains("{id}") ? id(operation, variant, caller) : "");
    }

    private String webhooksOf(String variant) {
        return switch (variant) {
            case "suspended" -> suspended.organizationId();
            case "unknown" -> UUID.randomUUID().toString();
            default -> tenant.organizationId();
        };
    }

    private String id(String operation, String variant, AccessCaller caller) {
        boolean deletes = operation.startsWith("DELETE ")
                && (caller == AccessCaller.ORG_ADMIN || caller == AccessCaller.SUPER_ADMIN);
        if (operation.contains("/users/")) {
            return variant.equals("own")
                    ? users.getOrDefault(caller, somebody)
                    : deletes ? tenant.createUser("USER").getString("id") : somebody;
        }
        if (operation.contains("/organizations/")) {
            // a SUPER_ADMIN suspends what they are given
            return caller == AccessCaller.SUPER_ADMIN ? stray.organizationId() : tenant.organizationId();
        }
        if (operation.contains("/audit/")) {
            return variant.equals("own") ? ownEvents.getOrDefault(caller, auditEvent) : auditEvent;
        }
        if (operation.contains("/webhooks/")) {
            return event;
        }
        if (operation.contains("/sync/jobs/")) {
            return job;
        }
        return deletes ? newIntegration() : integration;
    }

    @Override
    public String body(String operation) {
        String name = "name-" + UUID.randomUUID().toString().substring(0, 8);
        if (operation.startsWith("PUT /api/v1/users/")) {
            return "{\"email\": \"%s@people.example.com\", \"username\": \"%s\"}".formatted(name, name);
        }
        return operation.equals(UPDATE_INTEGRATION) ? "{\"name\": \"Tool\", \"enabled\": true}" : "{}";
    }

    private String newIntegration() {
        String source = "s" + UUID.randomUUID().toString().substring(0, 8);
        return tenant.post(
                        "/integrations/",
                        Map.of(
                                "name",
                                "Tool",
                                "provider",
                                "custom",
                                "enabled",
                                true,
                                "webhook",
                                Map.of("source", source, "scheme", "standard-webhooks")))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void suspend(String organizationId) {
        Tenant.as(Objects.requireNonNull(tokens.get(AccessCaller.SUPER_ADMIN)))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/organizations/" + organizationId + "/suspend")
                .then()
                .statusCode(200);
    }

    /** Every service has heard of it. */
    private void awaitSuspension() {
        for (String path : List.of(
                "/auth/me", "/organizations/me", "/audit/events", "/integrations", "/users/" + suspended.userId())) {
            Patience.await().until(() -> suspended.as().get("/api/v1" + path).statusCode() == 403);
        }
        Patience.await()
                .until(() -> Suite.running()
                                .request()
                                .contentType(ContentType.JSON)
                                .body("{}")
                                .post("/api/v1/webhooks/user/" + suspended.organizationId())
                                .statusCode()
                        == 403);
    }
}
