package io.atrium.integration.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes and reads of bundles: events that were received and are to be stored one by one in their organization's turn. */
@ApplicationScoped
class WebhookBundles {

    /** Bundles of a turn; few events in each would otherwise make it long. */
    private static final int MOST = 100;

    private static final String INSERT = """
            INSERT INTO webhook_bundle (organization_id, source, events, received_at, content)
            SELECT o, s, n, r, c
              FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::timestamptz[], $5::bytea[])
                   WITH ORDINALITY AS b (o, s, n, r, c, place)
             ORDER BY place""";

    // As many as hold so many events and bytes together, and at least one.
    private static final String OLDEST = """
            SELECT id, source, content
              FROM (SELECT b.*, octet_length(content) AS size,
                           sum(events) OVER w AS sum_events, sum(octet_length(content)) OVER w AS sum_bytes
                      FROM (SELECT id, source, events, content FROM webhook_bundle
                             WHERE organization_id = $1 ORDER BY id LIMIT $4) b
                    WINDOW w AS (ORDER BY id)) k
             WHERE sum_events = events OR (sum_events <= $2 AND sum_bytes <= $3)
             ORDER BY id""";

    private static final String REMOVE =
            "DELETE FROM webhook_bundle WHERE organization_id = $1 AND id = ANY ($2::bigint[])";

    private final WebhookConfig config;

    WebhookBundles(WebhookConfig config) {
        this.config = config;
    }

    /** A bundle where it is stored. */
    record Stored(long id, WebhookBundle bundle) {}

    /** Puts events away, of each organization and source in their order. */
    Uni<Void> add(SqlConnection connection, Collection<ReceivedWebhook> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<WebhookBundle> bundles = bundles(events);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(column(bundles, WebhookBundle::organizationId, UUID[]::new))
                .addArrayOfString(column(bundles, WebhookBundle::source, String[]::new))
                .addArrayOfInteger(column(bundles, bundle -> bundle.events().size(), Integer[]::new))
                .addArrayOfOffsetDateTime(column(bundles, WebhookBundle::oldest, OffsetDateTime[]::new))
                .addValue(column(bundles, bundle -> Buffer.buffer(bundle.content()), Buffer[]::new));
        return connection.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /** The oldest bundles of an organization, of one turn. */
    Uni<List<Stored>> oldest(SqlConnection connection, UUID organizationId) {
        return read(connection, organizationId, MOST);
    }

    /** The oldest bundle alone. */
    Uni<List<Stored>> first(SqlConnection connection, UUID organizationId) {
        return read(connection, organizationId, 1);
    }

    private Uni<List<Stored>> read(SqlConnection connection, UUID organizationId, int most) {
        return connection
                .preparedQuery(OLDEST)
                .execute(Tuple.of(organizationId, config.backlogBatch(), config.backlogBatchBytes(), most))
                .map(rows -> {
                    List<Stored> found = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        found.add(new Stored(
                                row.getLong("id"),
                                WebhookBundle.of(
                                        organizationId,
                                        row.getString("source"),
                                        row.getBuffer("content").getBytes())));
                    }
                    return found;
                });
    }

    Uni<Void> remove(SqlConnection connection, UUID organizationId, List<Stored> bundles) {
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(organizationId)
                        .addArrayOfLong(bundles.stream().map(Stored::id).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** No bundle is larger than a turn. */
    private List<WebhookBundle> bundles(Collection<ReceivedWebhook> events) {
        Map<Owner, List<ReceivedWebhook>> open = new LinkedHashMap<>();
        Map<Owner, Long> bytes = new LinkedHashMap<>();
        List<WebhookBundle> full = new ArrayList<>();
        for (ReceivedWebhook event : events) {
            Owner owner = new Owner(event.organizationId(), event.source());
            List<ReceivedWebhook> bundle = open.computeIfAbsent(owner, first -> new ArrayList<>());
            long size = bytes.getOrDefault(owner, 0L) + event.payload().length;
            if (!bundle.isEmpty() && (bundle.size() >= config.backlogBatch() || size > config.backlogBatchBytes())) {
                full.add(owner.bundle(bundle));
                bundle.clear();
                size = event.payload().length;
            }
            bundle.add(event);
            bytes.put(owner, size);
        }
        open.forEach((owner, bundle) -> full.add(owner.bundle(bundle)));
        return full;
    }

    private record Owner(UUID organizationId, String source) {
        WebhookBundle bundle(List<ReceivedWebhook> events) {
            return new WebhookBundle(organizationId, source, events);
        }
    }

    private static <T> T[] column(
            List<WebhookBundle> bundles, Function<WebhookBundle, T> value, IntFunction<T[]> array) {
        return bundles.stream().map(value).toArray(array);
    }
}
