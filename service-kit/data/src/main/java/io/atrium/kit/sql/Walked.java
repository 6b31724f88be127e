package io.atrium.kit.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link BoundedWalk} found.
 *
 * @param found the rows that meet the filter, in order
 * @param stoppedAt the last row that was looked at, which need not meet the filter, when the bound was reached before as
 *     many rows were found as were asked for, and there are more; else null
 */
public record Walked<T>(List<T> found, @Nullable T stoppedAt) {

    public Walked {
        found = List.copyOf(found);
    }

    /** Where the next page begins, when there is one although fewer rows were found than asked for. */
    public Optional<T> stop() {
        return Optional.ofNullable(stoppedAt);
    }
}
