package io.atrium.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run with a time a round does.
 *
 * @param rounds measured rounds of each subject
 * @param warmUps rounds of each subject before measuring
 * @param duration of a round
 * @param connections keep-alive connections, one request at a time on each
 * @param rows what is measured, where there is a choice
 * @param profile where Java Flight Recorder writes what the measured process does in the measured rounds; null: it does
 *     not run. Only the one row is measured then, without its limit
 * @param checkout where the packaged platform is
 */
record TimedPlan(
        int rounds,
        int warmUps,
        Duration duration,
        int connections,
        List<IdentityRow> rows,
        @Nullable Path profile,
        Path checkout) {

    TimedPlan {
        rows = List.copyOf(rows);
        if (profile != null && rows.size() != 1) {
            throw new IllegalArgumentException("profile needs one row: rows=read");
        }
    }

    /** For a benchmark without a choice of rows. */
    static TimedPlan of(String... given) {
        return of(Arguments.of(given));
    }

    /** The same, of what a benchmark has left of its arguments. */
    static TimedPlan of(Arguments left) {
        return of(left, List.of(IdentityRow.READ));
    }

    /** For {@link IdentityBenchmark}. */
    static TimedPlan withRows(String... given) {
        Arguments arguments = Arguments.of(given);
        String rows = arguments.text("rows");
        return of(arguments, rows == null ? List.of(IdentityRow.values()) : IdentityRow.all(rows));
    }

    private static TimedPlan of(Arguments arguments, List<IdentityRow> rows) {
        String profile = arguments.text("profile");
        TimedPlan plan = new TimedPlan(
                arguments.number("rounds", 5, 1),
                arguments.number("warmups", 8, 0),
                Duration.ofSeconds(arguments.number("seconds", 5, 1)),
                arguments.number("connections", 16, 1),
                rows,
                profile == null ? null : Path.of(profile).toAbsolutePath(),
                Path.of("").toAbsolutePath());
        arguments.end();
        return plan;
    }
}
