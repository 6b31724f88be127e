package io.atrium.local.demo;

import io.vertx.core.json.JsonObject;

/** The part of the run that looks at what was recorded. */
final class AuditTrail {

    private final Tenant tenant;

    AuditTrail(Tenant tenant) {
        this.tenant = tenant;
    }

    String showsCreation(String userId) {
        String search = "/audit/events?action=user.created&resource_id=" + userId;
        Reply found = Steps.eventually(
                "the creation of the user " + userId,
                () -> tenant.api().get(search).expect(200),
                reply -> !reply.items().isEmpty());
        JsonObject event = found.items().get(0);
        JsonObject actor = event.getJsonObject("actor");
        if (actor == null || !tenant.adminId().equals(actor.getString("id"))) {
            throw found.unlike("the actor " + tenant.adminId());
        }
        if (event.getString("ip") == null || event.getString("request_id") == null) {
            throw found.unlike("an IP address and a request id");
        }
        Reply detail =
                tenant.api().get("/audit/events/" + event.getString("id")).expect(200);
        JsonObject after = detail.json().getJsonObject("after");
        if (after == null || !"grace".equals(after.getString("username"))) {
            throw detail.unlike("the user after the change");
        }
        return "user.created by %s from %s".formatted(tenant.email(), event.getString("ip"));
    }

    String isVerified() {
        Reply verified = tenant.api().get("/audit/verify").expect(200);
        if (!verified.json().getBoolean("verified", false)) {
            throw verified.unlike("a chain that verifies");
        }
        return verified.text("events") + " events, each linked to the one before";
    }
}
