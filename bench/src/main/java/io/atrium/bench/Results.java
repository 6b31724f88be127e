package io.atrium.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The measured rounds of the two servers, and the ratio between them. */
final class Results {

    private record Measured(LoadGenerator.Round round, double cpuMicros) {}

    private final String first;
    private final String second;
    private final List<Measured> ofFirst = new ArrayList<>();
    private final List<Measured> ofSecond = new ArrayList<>();

    Results(String first, String second) {
        this.first = first;
        this.second = second;
    }

    void add(boolean isFirst, LoadGenerator.Round round, double cpuMicros) {
        (isFirst ? ofFirst : ofSecond).add(new Measured(round, cpuMicros));
    }

    void print(PrintStream out) {
        out.println();
        out.printf("| round | %1$s req/s | %2$s req/s | ratio | %1$s CPU µs/req | %2$s CPU µs/req |%n", first, second);
        out.println("|---|---|---|---|---|---|");
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ofFirst.size(); i++) {
            double ratio =
                    ofFirst.get(i).round().rate() / ofSecond.get(i).round().rate();
            ratios.add(ratio);
            out.printf(
                    "| %d | %.0f | %.0f | %.3f | %.1f | %.1f |%n",
                    i + 1,
                    ofFirst.get(i).round().rate(),
                    ofSecond.get(i).round().rate(),
                    ratio,
                    ofFirst.get(i).cpuMicros(),
                    ofSecond.get(i).cpuMicros());
        }
        out.println();
        out.printf(
                "median rate: %s %.0f req/s, %s %.0f req/s; median ratio %.3f%n",
                first,
                median(ofFirst.stream().map(one -> one.round().rate()).toList()),
                second,
                median(ofSecond.stream().map(one -> one.round().rate()).toList()),
                median(ratios));
        out.printf(
                "median CPU: %s %.1f µs/req, %s %.1f µs/req; ratio %.3f%n",
                first,
                median(ofFirst.stream().map(Measured::cpuMicros).toList()),
                second,
                median(ofSecond.stream().map(Measured::cpuMicros).toList()),
                median(ofSecond.stream().map(Measured::cpuMicros).toList())
                        / median(ofFirst.stream().map(Measured::cpuMicros).toList()));
        out.printf(
                "median latency: %s p50 %.1f ms, p99 %.1f ms; %s p50 %.1f ms, p99 %.1f ms%n",
                first,
                median(ofFirst.stream().map(one -> one.round().p50()).toList()),
                median(ofFirst.stream().map(one -> one.round().p99()).toList()),
                second,
                median(ofSecond.stream().map(one -> one.round().p50()).toList()),
                median(ofSecond.stream().map(one -> one.round().p99()).toList()));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
