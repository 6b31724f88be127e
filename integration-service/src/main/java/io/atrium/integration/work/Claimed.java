package io.atrium.integration.work;

import java.util.List;
import java.util.UUID;

/**
 * What a claim took.
 *
 * @param last the organization that the next claim goes on after
 * @param complete whether there is nothing more for now: every organization was looked at, or the limit is reached
 */
record Claimed(List<WorkItem> items, UUID last, boolean complete) {

    static final UUID BEGINNING = new UUID(0, 0);

    Claimed {
        items = List.copyOf(items);
    }
}
