package io.atrium.bench;

import java.util.Collections;
import java.util.List;

/**
 * A ratio to a limit that was measured in the same rounds.
 *
 * @param what which figure, and what it is divided by
 * @param rounds one value a round
 * @param aim what it shall not be above; NaN for none
 */
record Ratio(String what, List<Double> rounds, double aim) {

    Ratio {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no rounds of " + what);
        }
    }

    /** Without an aim. */
    static Ratio of(String what, List<Double> rounds) {
        return new Ratio(what, rounds, Double.NaN);
    }

    double median() {
        return Samples.median(rounds);
    }

    /** A table of Markdown. */
    static String markdown(List<Ratio> ratios) {
        StringBuilder table = new StringBuilder("""
                | ratio | median | least – most | aim |
                |---|---|---|---|
                """);
        for (Ratio ratio : ratios) {
            table.append("| %s | %s | %s – %s | %s |%n"
                    .formatted(
                            ratio.what,
                            Samples.figure(ratio.median(), 3),
                            Samples.figure(Collections.min(ratio.rounds), 3),
                            Samples.figure(Collections.max(ratio.rounds), 3),
                            ratio.verdict()));
        }
        return table.toString();
    }

    private String verdict() {
        if (Double.isNaN(aim)) {
            return "–";
        }
        return "≤ " + aim + (median() <= aim ? ", met" : ", missed");
    }
}
