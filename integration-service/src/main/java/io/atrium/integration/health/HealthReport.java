package io.atrium.integration.health;

import io.atrium.integration.catalog.IntegrationSummary;
import io.atrium.integration.health.IntegrationHealth.Failure;
import io.atrium.integration.health.IntegrationHealth.Item;
import io.atrium.integration.health.IntegrationHealth.ResponseTimes;
import io.atrium.integration.health.IntegrationHealth.Status;
import io.atrium.integration.health.IntegrationHealth.Uptime;
import io.atrium.integration.provider.Circuit;
import io.atrium.integration.provider.LatencyScale;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was read of an organization's integrations, put together for each. */
final class HealthReport {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private final Map<String, Tuple> states;
    private final Map<String, Tuple> counts;
    private final Map<String, List<Tuple>> latency;
    private final Map<String, Tuple> uptime;

    HealthReport(List<Tuple> states, List<Tuple> counts, List<Tuple> latency, List<Tuple> uptime) {
        this.states = byProvider(states);
        this.counts = byProvider(counts);
        this.latency = latency.stream().collect(Collectors.groupingBy(HealthReport::provider));
        this.uptime = byProvider(uptime);
    }

    /** @param own the circuit in this process */
    Item of(IntegrationSummary integration, Circuit own) {
        String provider = integration.provider().text();
        Tuple state = states.get(provider);
        Tuple count = counts.get(provider);
        Circuit circuit = circuit(own, state);
        long calls = count == null ? 0 : number(count, "calls");
        long failures = count == null ? 0 : number(count, "failures");
        Status kept = state == null ? Status.UNKNOWN : Status.valueOf(state.get("status", String.class));
        Status status = status(integration, kept, circuit);
        return new Item(
                integration.id(),
                integration.name(),
                integration.provider(),
                status,
                since(state, kept, status, circuit),
                circuit.state().name(),
                circuit.since(),
                circuit.nextTryAt(),
                calls,
                failures,
                calls == 0 ? null : (double) failures / calls,
                responseTimes(latency.getOrDefault(provider, List.of())),
                uptime(uptime.get(provider)),
                state == null ? null : failure(state));
    }

    /** What is newer than the last look at the integration: that it was switched on or off, that the circuit opened. */
    private static Status status(IntegrationSummary integration, Status kept, Circuit circuit) {
        if (!integration.enabled()) {
            return Status.DISABLED;
        }
        if (circuit.state() == CircuitBreakerState.OPEN) {
            return Status.UNHEALTHY;
        }
        return kept == Status.DISABLED ? Status.UNKNOWN : kept;
    }

    private static @Nullable Instant since(@Nullable Tuple state, Status kept, Status status, Circuit circuit) {
        if (state != null && kept == status) {
            return time(state, "since");
        }
        return status == Status.UNHEALTHY ? circuit.since() : null;
    }

    /** This process's own unless it is closed; else one that another process opened, for as long as it is. */
    private static Circuit circuit(Circuit own, @Nullable Tuple state) {
        if (own.state() != CircuitBreakerState.CLOSED || state == null || state.get("circuit") == null) {
            return own;
        }
        Instant next = time(state, "next_try_at");
        if (next != null && next.isAfter(Instant.now())) {
            return new Circuit(CircuitBreakerState.OPEN, time(state, "circuit_since"), next);
        }
        return "CLOSED".equals(state.get("circuit", String.class))
                ? new Circuit(CircuitBreakerState.CLOSED, time(state, "circuit_since"), null)
                : own;
    }

    private static ResponseTimes responseTimes(List<Tuple> rows) {
        if (rows.isEmpty()) {
            return ResponseTimes.NONE;
        }
        Long[] attempts = new Long[LatencyScale.BUCKETS];
        Arrays.fill(attempts, 0L);
        rows.forEach(row -> attempts[(int) number(row, "bucket")] = number(row, "attempts"));
        List<Long> all = List.of(attempts);
        return new ResponseTimes(
                LatencyScale.percentile(all, MEDIAN),
                LatencyScale.percentile(all, P95),
                LatencyScale.percentile(all, P99));
    }

    private static Uptime uptime(@Nullable Tuple row) {
        return row == null
                ? Uptime.NONE
                : new Uptime(
                        share(row, HealthWindow.FIVE_MINUTES),
                        share(row, HealthWindow.HOUR),
                        share(row, HealthWindow.DAY),
                        share(row, HealthWindow.MONTH));
    }

    private static @Nullable Double share(Tuple row, HealthWindow window) {
        long all = number(row, "all_" + window.text());
        return all == 0 ? null : (double) number(row, "up_" + window.text()) / all;
    }

    private static @Nullable Failure failure(Tuple state) {
        Instant at = time(state, "last_error_at");
        return at == null
                ? null
                : new Failure(state.get("last_error_code", String.class), state.get("last_error", String.class), at);
    }

    private static Map<String, Tuple> byProvider(List<Tuple> rows) {
        return rows.stream().collect(Collectors.toMap(HealthReport::provider, Function.identity()));
    }

    private static String provider(Tuple row) {
        return row.get("provider", String.class);
    }

    static long number(Tuple row, String name) {
        return ((Number) row.get(name)).longValue();
    }

    static @Nullable Instant time(Tuple row, String name) {
        Object millis = row.get(name);
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }
}
