package io.atrium.integration.webhook;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an organization's webhooks since a time, in numbers. */
@ApplicationScoped
class WebhookStatistics {

    private final TenantTransaction transaction;
    private final WebhookEventRepository events;
    private final WebhookConfig config;

    WebhookStatistics(TenantTransaction transaction, WebhookEventRepository events, WebhookConfig config) {
        this.transaction = transaction;
        this.events = events;
        this.config = config;
    }

    /** Without a time of the caller's, as far back as so many events go; with one that goes further back, a refusal. */
    Uni<WebhookStats> stats(Optional<String> source, Optional<Instant> from) {
        Instant since = from.orElseGet(() -> Instant.now().minus(config.statsWindow()));
        int most = config.statsEvents();
        return transaction.read(connection -> events.stats(
                        connection, source, since, from.isPresent() ? most + 1 : most)
                .invoke(rows -> requireAtMost(most, rows))
                .chain(rows -> events.oldestWaiting(connection, source)
                        .map(oldest -> stats(since(since, most, rows), rows, oldest))));
    }

    private static Instant since(Instant wanted, int most, List<Row> rows) {
        Row total = rows.get(rows.size() - 1);
        return count(total, "events") < most ? wanted : oldest(total);
    }

    private static Instant oldest(Row total) {
        return total.getOffsetDateTime("oldest").toInstant();
    }

    private static void requireAtMost(int most, List<Row> rows) {
        Row total = rows.get(rows.size() - 1);
        if (count(total, "events") > most) {
            throw ProblemException.invalid(
                    "since",
                    "must be later: at most " + most + " events are counted, and these were received since "
                            + oldest(total));
        }
    }

    private static WebhookStats stats(Instant since, List<Row> rows, Optional<Instant> oldest) {
        List<WebhookStats.SourceStats> sources = new ArrayList<>();
        rows.forEach(row -> sources.add(source(row)));
        WebhookStats.SourceStats total = sources.remove(sources.size() - 1);
        return new WebhookStats(since, Instant.now(), total, sources, oldest.orElse(null));
    }

    private static WebhookStats.SourceStats source(Row row) {
        Map<WebhookState, Long> byStatus = new EnumMap<>(WebhookState.class);
        byStatus.put(WebhookState.PROCESSED, count(row, "processed"));
        byStatus.put(WebhookState.RETRY, count(row, "retry"));
        byStatus.put(WebhookState.PARKED, count(row, "parked"));
        byStatus.put(WebhookState.DEAD, count(row, "dead"));
        long processed = count(row, "processed");
        long ended = processed + count(row, "dead");
        return new WebhookStats.SourceStats(
                row.getString("source"),
                byStatus.values().stream().mapToLong(Long::longValue).sum(),
                byStatus,
                ended == 0 ? null : (double) processed / ended,
                count(row, "attempts"),
                new WebhookStats.Percentiles(number(row, "p50"), number(row, "p95"), number(row, "p99")));
    }

    private static long count(Row row, String name) {
        return row.getLong(name);
    }

    private static @Nullable Double number(Row row, String name) {
        return row.getDouble(name);
    }
}
