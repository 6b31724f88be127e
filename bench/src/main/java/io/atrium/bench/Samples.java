package io.atrium.bench;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The measured rounds of each subject, by its name. */
final class Samples {

    private final Map<String, List<Sample>> rounds = new LinkedHashMap<>();

    void add(String subject, Sample sample) {
        rounds.computeIfAbsent(subject, any -> new ArrayList<>()).add(sample);
    }

    /** A figure of the first divided by that of the second, one value a round. */
    List<Double> ratios(String first, String second, ToDoubleFunction<Sample> figure) {
        List<Sample> ofFirst = of(first);
        List<Sample> ofSecond = of(second);
        return IntStream.range(0, Math.min(ofFirst.size(), ofSecond.size()))
                .mapToObj(i -> figure.applyAsDouble(ofFirst.get(i)) / figure.applyAsDouble(ofSecond.get(i)))
                .toList();
    }

    double median(String subject, ToDoubleFunction<Sample> figure) {
        return median(of(subject).stream().map(figure::applyAsDouble).toList());
    }

    /** The medians of each subject as a table of Markdown. */
    String markdown() {
        StringBuilder table = new StringBuilder("""
                | what | CPU µs/op | PostgreSQL CPU µs/op | op/s | p50 ms | p99 ms |
                |---|---|---|---|---|---|
                """);
        for (String subject : rounds.keySet()) {
            table.append("| ")
                    .append(subject)
                    .append(" | ")
                    .append(figure(median(subject, Sample::cpu), 1))
                    .append(" | ")
                    .append(figure(median(subject, Sample::databaseCpu), 1))
                    .append(" | ")
                    .append(figure(median(subject, Sample::rate), 0))
                    .append(" | ")
                    .append(figure(median(subject, Sample::p50), 2))
                    .append(" | ")
                    .append(figure(median(subject, Sample::p99), 2))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** A number with so many decimals, a dash for none. */
    static String figure(double value, int decimals) {
        return Double.isNaN(value) ? "–" : ("%." + decimals + "f").formatted(value);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<Sample> of(String subject) {
        return requireNonNull(rounds.get(subject), subject);
    }
}
