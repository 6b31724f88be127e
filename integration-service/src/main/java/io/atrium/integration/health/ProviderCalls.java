package io.atrium.integration.health;

import io.atrium.integration.provider.CallStatistics;
import io.atrium.integration.provider.ProviderClient;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Outcomes of calls, kept by the minute for a day. */
@ApplicationScoped
public class ProviderCalls {

    private static final String ADD = """
            INSERT INTO provider_calls AS c (organization_id, provider, minute, calls, failures, last_error_code,
                                             last_error, last_error_at)
            VALUES ($1, $2, date_trunc('minute', clock_timestamp()), $3, $4, $5, $6, $7)
            ON CONFLICT (organization_id, provider, minute) DO UPDATE
               SET calls = c.calls + excluded.calls, failures = c.failures + excluded.failures,
                   last_error_code = coalesce(excluded.last_error_code, c.last_error_code),
                   last_error = coalesce(excluded.last_error, c.last_error),
                   last_error_at = coalesce(excluded.last_error_at, c.last_error_at),
                   version = c.version + 1""";

    private static final String EXPIRE = "DELETE FROM provider_calls WHERE organization_id = $1 AND provider = $2"
            + " AND minute < clock_timestamp() - interval '1 day'";

    private static final String WINDOW = """
            SELECT provider, sum(calls) AS calls, sum(failures) AS failures,
                   (array_agg(last_error_code ORDER BY last_error_at DESC) FILTER (WHERE last_error_at IS NOT NULL))[1]
                       AS code,
                   (array_agg(last_error ORDER BY last_error_at DESC) FILTER (WHERE last_error_at IS NOT NULL))[1]
                       AS message,
                   cast(extract(epoch FROM max(last_error_at)) * 1000 AS bigint) AS at
              FROM provider_calls
             WHERE minute >= clock_timestamp() - make_interval(secs => CAST(?1 AS float8))
             GROUP BY provider""";

    private final ProviderClient client;

    ProviderCalls(ProviderClient client) {
        this.client = client;
    }

    /** Writes down what was counted since the last time. */
    public Uni<Void> record(SqlConnection connection, UUID organizationId, String provider) {
        CallStatistics calls = client.drain(organizationId, provider);
        if (calls.calls() == 0) {
            return Uni.createFrom().voidItem();
        }
        Instant lastError = calls.lastErrorAt();
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(organizationId, provider, calls.calls(), calls.failures())
                        .addString(calls.lastErrorCode())
                        .addString(calls.lastError())
                        .addOffsetDateTime(lastError == null ? null : lastError.atOffset(ZoneOffset.UTC)))
                .chain(() -> connection.preparedQuery(EXPIRE).execute(Tuple.of(organizationId, provider)))
                .replaceWithVoid();
    }

    /** Sums over the window, in the current tenant transaction. */
    Uni<List<jakarta.persistence.Tuple>> window(Duration window) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WINDOW, jakarta.persistence.Tuple.class)
                        .setParameter(1, (double) window.toSeconds())
                        .getResultList());
    }
}
