package io.atrium.kit.time;

import io.atrium.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as text ({@code 2026-01-31T12:00:00Z}, RFC 3339) of the years 1 to 9999: beyond them no database and no client
 * reads them back.
 */
public final class Rfc3339 {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private Rfc3339() {}

    /** The time, or nothing when the text is none. */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            // The offset may lie across the turn of a year.
            int year = time.toInstant().atOffset(ZoneOffset.UTC).getYear();
            return year < FIRST_YEAR || year > LAST_YEAR ? Optional.empty() : Optional.of(time.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The time a query parameter names.
     *
     * @param text null or empty when it was not given
     * @throws ProblemException VALIDATION_FAILED on the parameter when it is no time
     */
    public static Optional<Instant> parameter(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = parse(text);
        if (time.isEmpty()) {
            throw ProblemException.invalid(name, "must be a time as in 2026-01-31T12:00:00Z");
        }
        return time;
    }
}
