package io.atrium.kit.paging;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.time.Rfc3339;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?since=} and {@code ?until=} of a list.
 *
 * @param since at or after
 * @param until before
 */
public record TimeRange(Optional<Instant> since, Optional<Instant> until) {

    /** @throws ProblemException VALIDATION_FAILED when one is no time, or the range ends before it begins */
    public static TimeRange parameters(@Nullable String since, @Nullable String until) {
        TimeRange range = new TimeRange(Rfc3339.parameter("since", since), Rfc3339.parameter("until", until));
        if (range.since.isPresent()
                && range.until.isPresent()
                && range.until.get().isBefore(range.since.get())) {
            throw ProblemException.invalid("until", "must not be before since");
        }
        return range;
    }
}
