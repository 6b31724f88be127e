package io.atrium.local.demo;

import java.util.List;

/** Another organization, which must see nothing of the first. */
final class OtherOrganization {

    private static final List<String> EMPTY_LISTS = List.of(
            "/webhooks/events",
            "/integrations/data/users",
            "/integrations/data/payments",
            "/integrations/data/messages",
            "/integrations/sync/jobs");

    private final Tenant first;
    private final String usersId;

    OtherOrganization(Tenant first, String usersId) {
        this.first = first;
        this.usersId = usersId;
    }

    String seesNothing(Api anonymous) {
        Tenant second = Tenant.register(anonymous, "Sol", "Bolt");
        Steps.eventually(
                "an ACTIVE organization",
                () -> second.api().get("/organizations/me"),
                reply -> reply.status() == 200 && "ACTIVE".equals(reply.text("status")));
        second.api().get("/users/" + usersId).expect(404);
        second.api().get("/users/" + first.adminId()).expect(404);
        seesOnlyItself(second);
        for (String list : EMPTY_LISTS) {
            Reply reply = Steps.eventually("an answer", () -> second.api().get(list), found -> found.status() == 200);
            if (!reply.items().isEmpty()) {
                throw reply.unlike("an empty list");
            }
        }
        Reply trail = second.api().get("/audit/events?limit=200").expect(200);
        if (trail.body().contains(usersId) || trail.body().contains(first.organizationId())) {
            throw trail.unlike("nothing of " + first.organizationId());
        }
        return second.name() + " sees no user, event, record or audit event of " + first.name();
    }

    private static void seesOnlyItself(Tenant second) {
        Reply users = second.api().get("/users/").expect(200);
        if (users.items().size() != 1) {
            throw users.unlike("one user, its own");
        }
    }
}
