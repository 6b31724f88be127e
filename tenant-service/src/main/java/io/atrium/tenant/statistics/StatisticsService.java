package io.atrium.tenant.statistics;

import io.atrium.contracts.UsageMetric;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.tenant.statistics.StatisticsResponse.ApiCalls;
import io.atrium.tenant.statistics.StatisticsResponse.AuditEvents;
import io.atrium.tenant.statistics.StatisticsResponse.Integrations;
import io.atrium.tenant.statistics.StatisticsResponse.Users;
import io.atrium.tenant.statistics.StatisticsResponse.Webhooks;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the counters of the caller's organization. */
@ApplicationScoped
class StatisticsService {
    /** Dimensions of a metric that are shown, those with the largest numbers; the others are summed. */
    private static final int SHOWN = 200;

    // Of a dimension the first part is a tenant's label: the sum of the others has the other parts still.
    private static final String READ = """
            SELECT metric,
                   CASE WHEN place <= :shown THEN dimension ELSE :other || coalesce(substring(dimension FROM '/.*'), '') END
                       AS shown_as,
                   CAST(sum(count) AS bigint) AS count, max(as_of) AS as_of
              FROM (SELECT metric, dimension, count, as_of,
                           row_number() OVER (PARTITION BY metric ORDER BY abs(count) DESC, dimension) AS place
                      FROM counters WHERE count <> 0) ranked
             GROUP BY metric, shown_as HAVING sum(count) <> 0
             LIMIT 10000""";

    private final TenantTransaction transaction;

    StatisticsService(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    Uni<StatisticsResponse> read() {
        return transaction
                .read(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(READ, Tuple.class)
                                .setParameter("shown", SHOWN)
                                .setParameter("other", CounterChange.OTHER)
                                .getResultList()))
                .map(StatisticsService::response);
    }

    private static StatisticsResponse response(List<Tuple> rows) {
        Map<String, Map<String, Long>> metrics = new TreeMap<>();
        for (Tuple row : rows) {
            metrics.computeIfAbsent(row.get(0, String.class), metric -> new TreeMap<>())
                    .put(row.get(1, String.class), row.get(2, Long.class));
        }
        Map<String, Long> users = counts(metrics, UsageMetric.USER_ACCOUNTS);
        Map<String, Long> integrations = counts(metrics, UsageMetric.CONFIGURED_INTEGRATIONS);
        Map<String, Long> calls = counts(metrics, UsageMetric.API_CALLS);
        return new StatisticsResponse(
                new Users(total(users), users),
                webhooks(counts(metrics, UsageMetric.WEBHOOK_EVENTS)),
                new Integrations(
                        total(integrations), integrations, byLastPart(counts(metrics, UsageMetric.INTEGRATION_HEALTH))),
                new AuditEvents(total(counts(metrics, UsageMetric.AUDIT_RECORDS))),
                new ApiCalls(total(calls), calls),
                rows.stream()
                        .map(row -> row.get(3, OffsetDateTime.class).toInstant())
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static Map<String, Long> counts(Map<String, Map<String, Long>> metrics, UsageMetric metric) {
        return metrics.getOrDefault(metric.text(), Map.of());
    }

    /** Sums over what stands before the slash. */
    private static Map<String, Long> byLastPart(Map<String, Long> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach(
                (dimension, count) -> sums.merge(dimension.substring(dimension.indexOf('/') + 1), count, Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static Webhooks webhooks(Map<String, Long> counts) {
        Map<String, Map<String, Long>> bySource = new TreeMap<>();
        counts.forEach((dimension, count) -> {
            int slash = dimension.indexOf('/');
            String state = dimension.substring(slash + 1);
            bySource.computeIfAbsent(dimension.substring(0, slash), source -> new TreeMap<>())
                    .put(state, count);
        });
        return new Webhooks(total(counts), byLastPart(counts), bySource);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
