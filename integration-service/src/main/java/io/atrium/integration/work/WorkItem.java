package io.atrium.integration.work;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A piece of work under lease.
 *
 * @param owner names this claim and no other: whoever holds another one has lost the work
 * @param failures how often in a row it failed by what nobody expected
 */
public record WorkItem(UUID organizationId, WorkKind kind, String ref, String owner, int failures) {

    public WorkItem {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(kind, "kind");
        requireNonNull(ref, "ref");
        requireNonNull(owner, "owner");
    }
}
