package io.atrium.kit.testing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Organizations as tenant-service publishes them, for services that know them from the topic only. */
public final class TestOrganizations {

    private TestOrganizations() {}

    /** Publishes a new active organization. */
    public static UUID active() {
        UUID id = UUID.randomUUID();
        publish(id, "ACTIVE", 1);
        return id;
    }

    public static void suspend(UUID id) {
        publish(id, "SUSPENDED", 2);
    }

    /**
     * Publishes a state.
     *
     * @param status PENDING, ACTIVE, SUSPENDED or ERASING
     */
    public static void publish(UUID id, String status, int version) {
        Map<String, Object> state = Map.of(
                "id",
                id.toString(),
                "name",
                "Organization " + id,
                "domain",
                id + ".example.com",
                "subdomain",
                "o" + id.toString().substring(0, 8),
                "status",
                status,
                "plan",
                "free",
                "version",
                version,
                "updated_at",
                Instant.now().toString());
        TestTopics.shared()
                .send(
                        "atrium.organizations.v1",
                        id.toString(),
                        TestEvents.json("/tenant-service", "io.atrium.organization.state", id.toString(), id, state));
    }
}
