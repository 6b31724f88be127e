package io.atrium.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The measured rounds of the two servers, and the ratio between them. */
final class Results {

    private record Measured(LoadGenerator.Round round, double cpuMicros) {}

    private final List<Measured> gateway = new ArrayList<>();
    private final List<Measured> bare = new ArrayList<>();

    void add(boolean ofGateway, LoadGenerator.Round round, double cpuMicros) {
        (ofGateway ? gateway : bare).add(new Measured(round, cpuMicros));
    }

    void print(PrintStream out) {
        out.println();
        out.println("| round | gateway req/s | bare req/s | ratio | gateway CPU µs/req | bare CPU µs/req |");
        out.println("|---|---|---|---|---|---|");
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < gateway.size(); i++) {
            double ratio = gateway.get(i).round().rate() / bare.get(i).round().rate();
            ratios.add(ratio);
            out.printf(
                    "| %d | %.0f | %.0f | %.2f | %.0f | %.0f |%n",
                    i + 1,
                    gateway.get(i).round().rate(),
                    bare.get(i).round().rate(),
                    ratio,
                    gateway.get(i).cpuMicros(),
                    bare.get(i).cpuMicros());
        }
        out.println();
        out.printf(
                "median rate: gateway %.0f req/s, bare %.0f req/s; median ratio %.2f%n",
                median(gateway.stream().map(one -> one.round().rate()).toList()),
                median(bare.stream().map(one -> one.round().rate()).toList()),
                median(ratios));
        out.printf(
                "median CPU: gateway %.0f µs/req, bare %.0f µs/req; ratio %.2f%n",
                median(gateway.stream().map(Measured::cpuMicros).toList()),
                median(bare.stream().map(Measured::cpuMicros).toList()),
                median(bare.stream().map(Measured::cpuMicros).toList())
                        / median(gateway.stream().map(Measured::cpuMicros).toList()));
        out.printf(
                "median latency: gateway p50 %.1f ms, p99 %.1f ms; bare p50 %.1f ms, p99 %.1f ms%n",
                median(gateway.stream().map(one -> one.round().p50()).toList()),
                median(gateway.stream().map(one -> one.round().p99()).toList()),
                median(bare.stream().map(one -> one.round().p50()).toList()),
                median(bare.stream().map(one -> one.round().p99()).toList()));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
