package io.atrium.integration.health;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads of health in the current tenant transaction. What each reads is bounded by the buckets that are kept, about 1,100
 * for each of the organization's three integrations, however many calls there were.
 */
@ApplicationScoped
class HealthReads {

    private static final String STATES = """
            SELECT provider, status, circuit, last_error_code, last_error,
                   cast(extract(epoch FROM since) * 1000 AS bigint) AS since,
                   cast(extract(epoch FROM circuit_since) * 1000 AS bigint) AS circuit_since,
                   cast(extract(epoch FROM circuit_next_try_at) * 1000 AS bigint) AS next_try_at,
                   cast(extract(epoch FROM last_error_at) * 1000 AS bigint) AS last_error_at
              FROM integration_health""";

    private static final String COUNTS = """
            SELECT provider, cast(sum(calls) AS bigint) AS calls, cast(sum(failures) AS bigint) AS failures
              FROM provider_call_bucket
             WHERE resolution = ?1 AND bucket_at > clock_timestamp() - make_interval(secs => CAST(?2 AS float8))
             GROUP BY provider""";

    private static final String LATENCY = """
            SELECT b.provider, cast(u.place AS integer) - 1 AS bucket, cast(sum(u.attempts) AS bigint) AS attempts
              FROM provider_call_bucket b CROSS JOIN LATERAL unnest(b.latency) WITH ORDINALITY AS u (attempts, place)
             WHERE b.resolution = ?1 AND b.bucket_at > clock_timestamp() - make_interval(secs => CAST(?2 AS float8))
               AND u.attempts > 0
             GROUP BY b.provider, u.place""";

    private static final String UP =
            "coalesce(cast(sum(bit_count(CAST(%s AS bit(64)))) FILTER (WHERE resolution = %d AND bucket_at >"
                    + " clock_timestamp() - make_interval(secs => %d)) AS bigint), 0) AS %s_%s";

    private static final String UPTIME = "SELECT provider, "
            + Arrays.stream(HealthWindow.values())
                    .flatMap(window -> Stream.of(
                            minutes("answered_minutes", "up", window),
                            minutes("(answered_minutes | failed_minutes)", "all", window)))
                    .collect(Collectors.joining(", "))
            + " FROM provider_call_bucket GROUP BY provider";

    private static final String CHANGES = """
            SELECT cast(extract(epoch FROM changed_at) * 1000 AS bigint) AS at, old_status, new_status, calls, failures,
                   error_code
              FROM integration_health_change WHERE provider = ?1 ORDER BY id DESC LIMIT ?2""";

    Uni<List<Tuple>> states() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STATES, Tuple.class).getResultList());
    }

    Uni<List<Tuple>> counts(HealthWindow window) {
        return over(COUNTS, window);
    }

    /** How many attempts fell into each bucket of the latency scale, where there were any. */
    Uni<List<Tuple>> latency(HealthWindow window) {
        return over(LATENCY, window);
    }

    /** Minutes with an answer ({@code up_}) and with a call ({@code all_}) of each window. */
    Uni<List<Tuple>> uptime() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(UPTIME, Tuple.class).getResultList());
    }

    Uni<List<Tuple>> changes(String provider, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CHANGES, Tuple.class)
                        .setParameter(1, provider)
                        .setParameter(2, limit)
                        .getResultList());
    }

    private static Uni<List<Tuple>> over(String query, HealthWindow window) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(query, Tuple.class)
                        .setParameter(1, window.resolution().seconds())
                        .setParameter(2, (double) window.length().toSeconds())
                        .getResultList());
    }

    private static String minutes(String bits, String name, HealthWindow window) {
        return UP.formatted(bits, window.resolution().seconds(), window.length().toSeconds(), name, window.text());
    }
}
