package io.atrium.integration.work;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A piece of work under lease.
 *
 * @param owner names this claim and no other: whoever holds another one has lost the work
 */
public record WorkItem(UUID organizationId, WorkKind kind, String ref, String owner) {

    public WorkItem {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(kind, "kind");
        requireNonNull(ref, "ref");
        requireNonNull(owner, "owner");
    }
}
