package io.atrium.system;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Somebody who has nothing to do with it: registers, pushes a webhook and sees its effect, changes a user and reads that
 * in the audit trail.
 */
final class SecondOrganization {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<String> faults = new ArrayList<>();

    private SecondOrganization() {}

    /** What did not work within ten seconds. */
    static List<String> faults() {
        SecondOrganization organization = new SecondOrganization();
        long began = System.nanoTime();
        try {
            organization.use();
        } catch (RuntimeException | AssertionError e) {
            organization.faults.add(
                    "a second organization cannot work: " + HostileRequest.shown(String.valueOf(e.getMessage())));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("A second organization was done after %.1f s%n", took.toMillis() / 1_000.0);
        if (took.compareTo(LIMIT) > 0) {
            organization.faults.add("a second organization needed " + took.toMillis() + " ms");
        }
        return organization.faults;
    }

    private void use() {
        Tenant tenant = Tenant.register();
        String user = tenant.createUser("USER").getString("id");
        tenant.as()
                .contentType(ContentType.JSON)
                .body("{\"first_name\":\"Grace\"}")
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(200);
        Provider provider = Provider.ready(tenant, "user");
        String record = "usr-" + UUID.randomUUID();
        provider.deliver("msg-" + record, WebhookBody.user("created", record, 1));
        within(
                "the effect of a webhook",
                () -> tenant.all("/integrations/data/users", "external_id").contains(record));
        within(
                "a change in the audit trail",
                () -> !tenant.get("/audit/events?action=user.updated&resource_id=" + user)
                        .getList("items")
                        .isEmpty());
    }

    private void within(String what, Callable<Boolean> seen) {
        try {
            Patience.await().atMost(LIMIT).ignoreExceptions().until(seen);
        } catch (ConditionTimeoutException e) {
            faults.add("a second organization does not see " + what);
        }
    }
}
