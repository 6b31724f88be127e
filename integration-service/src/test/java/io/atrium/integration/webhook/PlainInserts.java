package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.integration.Webhooks;
import io.atrium.kit.tenancy.IngestTransaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the database alone needs for the rows that webhooks leave: the same rows, in batches, and nothing decided. */
final class PlainInserts {

    private static final String EVENTS = """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
                   content_type, payload, received_at, state, outcome, attempts, attempt_log, finished_at, ended_at,
                   took_ms)
            SELECT o, e, 'user', 'user/' || y, 'user.updated', y, 'msg', 'application/json', b, now(), 'PROCESSED',
                   'applied', 1, '[]', now(), now(), 1
              FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[]) AS n (o, e, y, b)""";

    private static final String RECORDS = """
            INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, updated_order,
                   record_version, told_at, receipt, deleted, origin, origin_id)
            SELECT o, 'users', y, CAST(r AS json), now(), '2026-03-01T10:00:00', 1, '2026-03-01T10:00:00', 1, false,
                   'webhook', e
              FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS n (o, e, y, r)""";

    private final IngestTransaction transaction;

    PlainInserts(IngestTransaction transaction) {
        this.transaction = transaction;
    }

    /** One transaction. */
    void insert(UUID[] organizations, String[] entities, boolean records) {
        int rows = organizations.length;
        UUID[] events = fill(rows, i -> UUID.randomUUID()).toArray(UUID[]::new);
        Buffer[] payloads = fill(rows, i -> Buffer.buffer(body(entities[i]).getBytes(UTF_8)))
                .toArray(Buffer[]::new);
        String[] data = fill(rows, i -> data(entities[i])).toArray(String[]::new);
        transaction
                .run(List.of(organizations), connection -> {
                    var inserted = connection
                            .preparedQuery(EVENTS)
                            .execute(Tuple.tuple()
                                    .addArrayOfUUID(organizations)
                                    .addArrayOfUUID(events)
                                    .addArrayOfString(entities)
                                    .addValue(payloads));
                    return records
                            ? inserted.chain(() -> connection
                                    .preparedQuery(RECORDS)
                                    .execute(Tuple.tuple()
                                            .addArrayOfUUID(organizations)
                                            .addArrayOfUUID(events)
                                            .addArrayOfString(entities)
                                            .addArrayOfString(data)))
                            : inserted;
                })
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static <T> java.util.stream.Stream<T> fill(int rows, IntFunction<T> value) {
        return IntStream.range(0, rows).mapToObj(value);
    }

    private static String body(String id) {
        return Webhooks.user("user.updated", id, "2026-03-01T10:00:00Z", 1, "n".repeat(100));
    }

    private static String data(String id) {
        String body = body(id);
        int from = body.indexOf("\"data\":") + 7;
        return body.substring(from, body.indexOf('}', from) + 1);
    }
}
