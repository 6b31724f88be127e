package io.atrium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * All benchmarks but that of the noisy neighbour, one after another, into {@code bench/RESULTS.md}. Arguments:
 * {@code rounds} and {@code warmups}, for each of them.
 */
public final class AllBenchmarks {

    private static final Path RESULTS = Path.of("bench", "RESULTS.md");

    private AllBenchmarks() {}

    /** One of them. */
    private interface Benchmark {

        List<Report> reports() throws Exception;
    }

    public static void main(String[] given) throws Exception {
        String[] arguments = shared(given);
        TimedPlan timed = TimedPlan.of(arguments);
        Plan counted = Plan.of(arguments);
        List<Benchmark> all = List.of(
                () -> List.of(IdentityBenchmark.report(TimedPlan.withRows(arguments))),
                () -> List.of(CaptureBenchmark.report(timed)),
                () -> ConsumerBenchmark.reports(timed),
                () -> List.of(BuiltInGatewayBenchmark.report(timed)),
                () -> List.of(WebhookIntakeBenchmark.report(counted)),
                () -> List.of(WebhookBatchBenchmark.report(counted)),
                () -> List.of(RateLimitBenchmark.report(counted)),
                () -> List.of(RequestGuardBenchmark.report(counted)));
        StringBuilder results = new StringBuilder(head(timed));
        for (Benchmark each : all) {
            for (Report report : each.reports()) {
                report.print();
                results.append(report.markdown());
            }
            // what was measured stays when a later one fails
            Files.writeString(RESULTS, results.toString().strip() + "\n");
        }
        System.out.println("written: " + RESULTS.toAbsolutePath());
        System.exit(0);
    }

    /** Those that every plan knows. */
    private static String[] shared(String[] given) {
        Arguments arguments = Arguments.of(given);
        List<String> shared = new ArrayList<>();
        for (String name : List.of("rounds", "warmups")) {
            String value = arguments.text(name);
            if (value != null) {
                shared.add(name + "=" + value);
            }
        }
        arguments.end();
        return shared.toArray(String[]::new);
    }

    private static String head(TimedPlan plan) throws IOException, InterruptedException {
        return """
                # Results

                Written by `AllBenchmarks`; [README.md](README.md) says what each row is. Medians of the rounds; S is the CPU
                time of one RS256 signature in the same run.

                - begun: %s
                %s

                """.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), Machine.describe(plan.checkout()));
    }
}
