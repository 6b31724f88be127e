package io.atrium.bench;

import io.atrium.bench.QuietTenant.Measure;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What organization B notices of organization A: B's p99 of each measure while A floods a lane, beside B alone, in turn
 * and in one run.
 */
public final class NoisyNeighbourBenchmark {

    private final NeighbourPlan plan;
    private final String address;
    private final Map<NoisyLane, Map<Measure, Latencies>> alone = new EnumMap<>(NoisyLane.class);
    private final Map<NoisyLane, Map<Measure, Latencies>> beside = new EnumMap<>(NoisyLane.class);
    private final Map<NoisyLane, Latencies> refusals = new EnumMap<>(NoisyLane.class);

    private NoisyNeighbourBenchmark(NeighbourPlan plan, String address) {
        this.plan = plan;
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        NeighbourPlan plan = NeighbourPlan.of(arguments);
        if (plan.address() != null) {
            new NoisyNeighbourBenchmark(plan, plan.address()).run();
        } else {
            try (EndlessProvider provider = EndlessProvider.start();
                    LocalPlatform platform = LocalPlatform.start(plan, provider.address())) {
                new NoisyNeighbourBenchmark(plan, platform.address()).run();
            }
        }
        System.exit(0);
    }

    private void run() throws InterruptedException {
        QuietTenant quiet = new QuietTenant(BenchTenant.register(address));
        warmUp(quiet);
        for (int round = 0; round < plan.rounds(); round++) {
            for (NoisyLane lane : plan.lanes()) {
                // a new one each time: what an earlier round left behind is not this round's
                BenchTenant loud = BenchTenant.register(address);
                add(alone, lane, quiet.measure(plan.duration()));
                try (Flood flood = lane.begin(plan, loud)) {
                    add(beside, lane, quiet.measure(plan.duration()));
                    refusals.computeIfAbsent(lane, any -> new Latencies()).addAll(flood.refusals());
                    System.out.printf("round %d %s: %d answers to A%n", round + 1, lane, flood.answered());
                }
            }
        }
        print();
    }

    /** Under the load that is measured later: the compilers need it, and so do connections. */
    private void warmUp(QuietTenant quiet) throws InterruptedException {
        BenchTenant loud = BenchTenant.register(address);
        for (NoisyLane lane : plan.lanes()) {
            try (Flood flood = lane.begin(plan, loud)) {
                quiet.measure(plan.warmUp());
                System.out.printf("warm-up %s: %d answers to A%n", lane, flood.answered());
            }
        }
    }

    private static void add(
            Map<NoisyLane, Map<Measure, Latencies>> all, NoisyLane lane, Map<Measure, Latencies> measured) {
        Map<Measure, Latencies> of = all.computeIfAbsent(lane, any -> new EnumMap<>(Measure.class));
        measured.forEach((measure, latencies) ->
                of.computeIfAbsent(measure, any -> new Latencies()).addAll(latencies));
    }

    private void print() {
        System.out.println();
        System.out.println("| A floods | B's | alone p99 | beside p99 | ratio | refused to A, p99 |");
        System.out.println("|---|---|---|---|---|---|");
        for (NoisyLane lane : plan.lanes()) {
            for (Measure measure : Measure.values()) {
                double quiet = p99(alone, lane, measure);
                double loud = p99(beside, lane, measure);
                Latencies refused = refusals.getOrDefault(lane, new Latencies());
                System.out.printf(
                        "| %s | %s | %.1f ms | %.1f ms | %.2f | %s |%n",
                        lane.name().toLowerCase(Locale.ROOT),
                        measure.name().toLowerCase(Locale.ROOT),
                        quiet,
                        loud,
                        loud / quiet,
                        refused.size() == 0
                                ? "–"
                                : String.format("%.1f ms of %d", refused.percentile(99), refused.size()));
            }
        }
    }

    private static double p99(Map<NoisyLane, Map<Measure, Latencies>> all, NoisyLane lane, Measure measure) {
        return all.getOrDefault(lane, Map.of())
                .getOrDefault(measure, new Latencies())
                .percentile(99);
    }
}
