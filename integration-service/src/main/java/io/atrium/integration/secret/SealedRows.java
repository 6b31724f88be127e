package io.atrium.integration.secret;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The encrypted texts and the keys they are under. Across organizations it reads ids and counts, as the worker role;
 * within one organization, rows. Replacing a text does not raise the version of its row, and replaces no other text than
 * the one that was read.
 */
@ApplicationScoped
class SealedRows {

    private final Pool worker;

    SealedRows(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** A row's id and its sealed text. */
    record Sealed(UUID id, String text) {}

    /** Organizations after one of them, in order, that have rows under another key. */
    Uni<List<UUID>> organizations(String keyId, UUID after, int atMost) {
        return worker.withConnection(connection -> connection
                        .preparedQuery("SELECT sealed_under_other_keys($1, $2, $3)")
                        .execute(Tuple.of(keyId, after, atMost)))
                .map(SealedRows::ids);
    }

    Uni<Map<String, Long>> byKey() {
        return worker.withConnection(connection -> connection
                        .preparedQuery("SELECT kid, total FROM rows_by_secret_key()")
                        .execute())
                .map(SealedRows::counts);
    }

    Uni<List<Sealed>> credentials(String keyId, UUID after, int atMost) {
        return list(
                "SELECT CAST(id AS text), credential FROM integration"
                        + " WHERE id > ?1 AND split_part(credential, '.', 2) <> ?2 ORDER BY id LIMIT ?3",
                keyId,
                after,
                atMost);
    }

    Uni<List<Sealed>> secrets(String keyId, UUID after, int atMost) {
        return list(
                "SELECT CAST(id AS text), ciphertext FROM webhook_secret"
                        + " WHERE id > ?1 AND split_part(ciphertext, '.', 2) <> ?2 ORDER BY id LIMIT ?3",
                keyId,
                after,
                atMost);
    }

    Uni<Void> replaceCredential(UUID organizationId, Sealed known, String renewed) {
        return replace(
                "UPDATE integration SET credential = ?1 WHERE organization_id = ?2 AND id = ?3 AND credential = ?4",
                organizationId,
                known,
                renewed);
    }

    Uni<Void> replaceSecret(UUID organizationId, Sealed known, String renewed) {
        return replace(
                "UPDATE webhook_secret SET ciphertext = ?1 WHERE organization_id = ?2 AND id = ?3 AND ciphertext = ?4",
                organizationId,
                known,
                renewed);
    }

    private static Uni<List<Sealed>> list(String sql, String keyId, UUID after, int atMost) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, Object[].class)
                        .setParameter(1, after)
                        .setParameter(2, keyId)
                        .setParameter(3, atMost)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Sealed(UUID.fromString((String) row[0]), (String) row[1]))
                        .toList());
    }

    private static Uni<Void> replace(String sql, UUID organizationId, Sealed known, String renewed) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter(1, renewed)
                        .setParameter(2, organizationId)
                        .setParameter(3, known.id())
                        .setParameter(4, known.text())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static Map<String, Long> counts(RowSet<Row> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }
}
