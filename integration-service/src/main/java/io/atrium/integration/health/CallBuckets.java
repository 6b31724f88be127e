package io.atrium.integration.health;

import io.atrium.integration.provider.CallSummary;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Adds counts of calls to the buckets of the minute, the five minutes and the hour that the database's clock shows. An
 * integration has at most about 1,100 of them: each new hour removes what is older than it is kept.
 */
@ApplicationScoped
class CallBuckets {

    private static final String ADD = """
            INSERT INTO provider_call_bucket AS b (organization_id, provider, resolution, bucket_at, calls, failures,
                                                   answered_minutes, failed_minutes, latency)
            SELECT n.organization_id, n.provider, r.seconds, r.at, n.calls, n.failures,
                   CASE WHEN n.answered THEN r.minute ELSE 0 END, CASE WHEN n.failed THEN r.minute ELSE 0 END,
                   n.latency::integer[]
              FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[], $6::boolean[], $7::text[])
                   AS n (organization_id, provider, calls, failures, answered, failed, latency),
                   (SELECT seconds, at, 1::bigint << (extract(epoch FROM now - at)::integer / 60) AS minute
                      FROM (SELECT s.seconds, t.now,
                                   date_bin(make_interval(secs => s.seconds), t.now, timestamptz '2000-01-01Z') AS at
                              FROM unnest($8::integer[]) AS s (seconds),
                                   (SELECT date_trunc('minute', clock_timestamp()) AS now) t) d) r
             ORDER BY n.organization_id, n.provider, r.seconds
            ON CONFLICT (organization_id, provider, resolution, bucket_at) DO UPDATE
               SET calls = b.calls + excluded.calls, failures = b.failures + excluded.failures,
                   answered_minutes = b.answered_minutes | excluded.answered_minutes,
                   failed_minutes = b.failed_minutes | excluded.failed_minutes,
                   latency = (SELECT array_agg(u.x + u.y ORDER BY u.place)
                                FROM unnest(b.latency, excluded.latency) WITH ORDINALITY AS u (x, y, place)),
                   version = b.version + 1
            RETURNING organization_id, provider, resolution, b.xmax = 0 AS is_new""";

    private static final String PURGE = """
            DELETE FROM provider_call_bucket b
             USING unnest($1::uuid[], $2::text[]) AS n (organization_id, provider),
                   unnest($3::integer[], $4::float8[]) AS r (seconds, kept)
             WHERE b.organization_id = n.organization_id AND b.provider = n.provider AND b.resolution = r.seconds
               AND b.bucket_at < clock_timestamp() - make_interval(secs => r.kept)""";

    private static final List<HealthWindow.Resolution> RESOLUTIONS = Arrays.asList(HealthWindow.Resolution.values());

    Uni<Void> add(SqlConnection connection, List<CallSummary> summaries) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(
                        summaries.stream().map(CallSummary::organizationId).toArray(UUID[]::new))
                .addArrayOfString(summaries.stream().map(CallSummary::provider).toArray(String[]::new))
                .addArrayOfLong(summaries.stream().map(CallSummary::calls).toArray(Long[]::new))
                .addArrayOfLong(summaries.stream().map(CallSummary::failures).toArray(Long[]::new))
                .addArrayOfBoolean(summaries.stream().map(s -> s.answered() > 0).toArray(Boolean[]::new))
                .addArrayOfBoolean(
                        summaries.stream().map(s -> s.unanswered() > 0).toArray(Boolean[]::new))
                .addArrayOfString(summaries.stream().map(CallBuckets::latency).toArray(String[]::new))
                .addArrayOfInteger(seconds());
        return connection.preparedQuery(ADD).execute(values).chain(rows -> purge(connection, rows));
    }

    private static Uni<Void> purge(SqlConnection connection, RowSet<Row> written) {
        List<Row> ofNewHours = new ArrayList<>();
        for (Row row : written) {
            if (row.getBoolean("is_new") && row.getInteger("resolution") == HealthWindow.Resolution.HOUR.seconds()) {
                ofNewHours.add(row);
            }
        }
        if (ofNewHours.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(ofNewHours.stream()
                        .map(row -> row.getUUID("organization_id"))
                        .toArray(UUID[]::new))
                .addArrayOfString(ofNewHours.stream()
                        .map(row -> row.getString("provider"))
                        .toArray(String[]::new))
                .addArrayOfInteger(seconds())
                .addArrayOfDouble(RESOLUTIONS.stream()
                        .map(resolution -> (double) resolution.kept().toSeconds())
                        .toArray(Double[]::new));
        return connection.preparedQuery(PURGE).execute(values).replaceWithVoid();
    }

    private static Integer[] seconds() {
        return RESOLUTIONS.stream().map(HealthWindow.Resolution::seconds).toArray(Integer[]::new);
    }

    private static String latency(CallSummary summary) {
        return summary.latency().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
