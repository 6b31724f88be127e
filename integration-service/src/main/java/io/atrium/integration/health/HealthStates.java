package io.atrium.integration.health;

import io.atrium.integration.health.IntegrationHealth.Status;
import io.atrium.integration.provider.CallSummary;
import io.atrium.integration.provider.Circuit;
import io.atrium.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the status of each integration. What is known of it is added to under the lock of its row, so that replicas
 * decide one after the other; a change is written with its history and its usage in the same transaction.
 */
@ApplicationScoped
class HealthStates {

    private static final String TOUCH = """
            INSERT INTO integration_health AS h (organization_id, provider, good_in_row, last_call_at, last_error_code,
                   last_error, last_error_at, circuit, circuit_since, circuit_next_try_at)
            SELECT n.organization_id, n.provider, n.good, clock_timestamp(), n.code, n.error, n.error_at, n.circuit,
                   n.circuit_since, n.next_try_at
              FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                          $8::timestamptz[], $9::timestamptz[])
                   AS n (organization_id, provider, good, code, error, error_at, circuit, circuit_since, next_try_at)
             ORDER BY n.organization_id, n.provider
            ON CONFLICT (organization_id, provider) DO UPDATE
               SET good_in_row = CASE WHEN excluded.last_error_at IS NULL
                                      THEN least(h.good_in_row::bigint + excluded.good_in_row, 1000000)
                                      ELSE excluded.good_in_row END,
                   last_call_at = excluded.last_call_at,
                   last_error_code = coalesce(excluded.last_error_code, h.last_error_code),
                   last_error = coalesce(excluded.last_error, h.last_error),
                   last_error_at = coalesce(excluded.last_error_at, h.last_error_at),
                   circuit = coalesce(excluded.circuit, h.circuit),
                   circuit_since =
                       CASE WHEN excluded.circuit IS NULL THEN h.circuit_since ELSE excluded.circuit_since END,
                   circuit_next_try_at = CASE WHEN excluded.circuit IS NULL THEN h.circuit_next_try_at
                                              ELSE excluded.circuit_next_try_at END,
                   version = h.version + 1
            RETURNING h.organization_id, h.provider, h.status, h.good_in_row, h.xmax = 0 AS is_new,
                      coalesce(h.circuit = 'OPEN' AND h.circuit_next_try_at > clock_timestamp(), false) AS is_open,
                      (SELECT coalesce(sum(b.calls), 0)::bigint FROM provider_call_bucket b
                        WHERE b.organization_id = h.organization_id AND b.provider = h.provider AND b.resolution = 60
                          AND b.bucket_at > clock_timestamp() - make_interval(secs => $10)) AS calls,
                      (SELECT coalesce(sum(b.failures), 0)::bigint FROM provider_call_bucket b
                        WHERE b.organization_id = h.organization_id AND b.provider = h.provider AND b.resolution = 60
                          AND b.bucket_at > clock_timestamp() - make_interval(secs => $10)) AS failures""";

    // No row when there is nothing to change.
    private static final String LOOK = """
            INSERT INTO integration_health AS h (organization_id, provider) VALUES ($1, $2)
            ON CONFLICT (organization_id, provider) DO UPDATE SET version = h.version + 1
             WHERE (h.status = 'DISABLED') = $3
                OR ($4 AND h.status <> 'UNKNOWN' AND h.last_call_at < clock_timestamp() - make_interval(secs => $5))
            RETURNING h.organization_id, h.provider, h.status, h.xmax = 0 AS is_new, 0::bigint AS calls,
                      0::bigint AS failures""";

    private static final String CHANGE = """
            WITH changed AS (
                UPDATE integration_health h
                   SET status = n.after, since = clock_timestamp(), version = h.version + 1
                  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
                       AS n (organization_id, provider, before, after, calls, failures)
                 WHERE h.organization_id = n.organization_id AND h.provider = n.provider AND n.before <> n.after
                RETURNING h.organization_id, h.provider, h.since, n.before, n.after, n.calls, n.failures,
                          h.last_error_code)
            INSERT INTO integration_health_change (organization_id, provider, changed_at, old_status, new_status, calls,
                                                   failures, error_code)
            SELECT organization_id, provider, since, before, after, calls, failures,
                   CASE WHEN after IN ('DEGRADED', 'UNHEALTHY') THEN last_error_code END
              FROM changed""";

    private static final String FORGET = """
            DELETE FROM integration_health_change c
             USING unnest($1::uuid[], $2::text[]) AS n (organization_id, provider)
             WHERE c.organization_id = n.organization_id AND c.provider = n.provider
               AND c.id <= (SELECT o.id FROM integration_health_change o
                             WHERE o.organization_id = n.organization_id AND o.provider = n.provider
                             ORDER BY o.id DESC OFFSET $3 LIMIT 1)""";

    private final Outbox outbox;
    private final HealthConfig config;
    private final HealthRules rules;

    HealthStates(Outbox outbox, HealthConfig config) {
        this.outbox = outbox;
        this.config = config;
        this.rules = new HealthRules(config);
    }

    /** In a transaction over their organizations, after the calls were added to the buckets. */
    Uni<Void> called(SqlConnection connection, List<CallSummary> summaries) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(
                        summaries.stream().map(CallSummary::organizationId).toArray(UUID[]::new))
                .addArrayOfString(summaries.stream().map(CallSummary::provider).toArray(String[]::new))
                .addArrayOfInteger(
                        summaries.stream().map(CallSummary::goodInRow).toArray(Integer[]::new))
                .addArrayOfString(texts(summaries, CallSummary::lastError, CallSummary.LastError::code))
                .addArrayOfString(texts(summaries, CallSummary::lastError, CallSummary.LastError::message))
                .addArrayOfOffsetDateTime(times(summaries, CallSummary::lastError, CallSummary.LastError::at))
                .addArrayOfString(texts(
                        summaries,
                        CallSummary::circuit,
                        circuit -> circuit.state().name()))
                .addArrayOfOffsetDateTime(times(summaries, CallSummary::circuit, Circuit::since))
                .addArrayOfOffsetDateTime(times(summaries, CallSummary::circuit, Circuit::nextTryAt))
                .addDouble((double) config.window().toSeconds());
        return connection.preparedQuery(TOUCH).execute(values).chain(rows -> {
            List<HealthChange> changes = new ArrayList<>();
            for (Row row : rows) {
                changes.add(change(row, afterCalls(row)));
            }
            return write(connection, changes);
        });
    }

    /**
     * Whether the integration is switched on, as its schedule finds it: calls do not tell.
     *
     * @param probed whether it is called at each look; if not, it is UNKNOWN when nobody else calls it for long
     */
    Uni<Void> looked(SqlConnection connection, UUID organizationId, String provider, boolean enabled, boolean probed) {
        return connection
                .preparedQuery(LOOK)
                .execute(Tuple.of(organizationId, provider, enabled, enabled && !probed, (double)
                        config.staleAfter().toSeconds()))
                .chain(rows -> {
                    List<HealthChange> changes = new ArrayList<>();
                    rows.forEach(row -> changes.add(change(row, enabled ? Status.UNKNOWN : Status.DISABLED)));
                    return write(connection, changes);
                });
    }

    /** A call that ends after its integration was switched off does not switch it on again. */
    private Status afterCalls(Row row) {
        Status before = Status.valueOf(row.getString("status"));
        return before == Status.DISABLED
                ? before
                : rules.next(
                        before,
                        new HealthRules.Facts(
                                row.getLong("calls"),
                                row.getLong("failures"),
                                row.getInteger("good_in_row"),
                                row.getBoolean("is_open")));
    }

    private static HealthChange change(Row row, Status after) {
        return new HealthChange(
                row.getUUID("organization_id"),
                row.getString("provider"),
                row.getBoolean("is_new"),
                Status.valueOf(row.getString("status")),
                after,
                row.getLong("calls"),
                row.getLong("failures"));
    }

    private Uni<Void> write(SqlConnection connection, List<HealthChange> looked) {
        List<HealthChange> changes = looked.stream()
                .filter(change -> change.first() || change.before() != change.after())
                .toList();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] organizations =
                changes.stream().map(HealthChange::organizationId).toArray(UUID[]::new);
        String[] providers = changes.stream().map(HealthChange::provider).toArray(String[]::new);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(organizations)
                .addArrayOfString(providers)
                .addArrayOfString(
                        changes.stream().map(change -> change.before().name()).toArray(String[]::new))
                .addArrayOfString(
                        changes.stream().map(change -> change.after().name()).toArray(String[]::new))
                .addArrayOfLong(changes.stream().map(HealthChange::calls).toArray(Long[]::new))
                .addArrayOfLong(changes.stream().map(HealthChange::failures).toArray(Long[]::new));
        return connection
                .preparedQuery(CHANGE)
                .execute(values)
                .chain(() -> connection
                        .preparedQuery(FORGET)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(organizations)
                                .addArrayOfString(providers)
                                .addInteger(config.history())))
                .chain(() -> outbox.publish(connection, HealthChange.usage(changes)));
    }

    private static <P> @Nullable String[] texts(
            List<CallSummary> summaries, Function<CallSummary, @Nullable P> part, Function<P, String> text) {
        return summaries.stream()
                .map(summary ->
                        Optional.ofNullable(part.apply(summary)).map(text).orElse(null))
                .toArray(String[]::new);
    }

    private static <P> @Nullable OffsetDateTime[] times(
            List<CallSummary> summaries, Function<CallSummary, @Nullable P> part, Function<P, @Nullable Instant> time) {
        return summaries.stream()
                .map(summary -> Optional.ofNullable(part.apply(summary))
                        .map(time)
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .toArray(OffsetDateTime[]::new);
    }
}
