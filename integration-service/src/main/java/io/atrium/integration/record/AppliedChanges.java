package io.atrium.integration.record;

import java.util.Set;
import java.util.UUID;

/**
 * What came of changes.
 *
 * @param rows how many records changed
 * @param superseded the origin ids of the changes that had no effect, as something newer was there
 */
public record AppliedChanges(int rows, Set<UUID> superseded) {

    public static final AppliedChanges NONE = new AppliedChanges(0, Set.of());

    public AppliedChanges {
        superseded = Set.copyOf(superseded);
    }
}
