package io.atrium.audit.verification;

import io.atrium.audit.chain.ChainLink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The head of a chain and the last event there is, read in one statement, so that no event comes in between.
 *
 * @param hash hexadecimal
 */
record HeadRow(long seq, String hash, long lastSeq) {
    private static final String SELECT = """
            SELECT coalesce(h.seq, 0) AS seq, encode(h.hash, 'hex') AS hash, coalesce(e.last_seq, 0) AS last_seq
              FROM (SELECT max(seq) AS last_seq FROM audit_events WHERE organization_id = $1) e
              LEFT JOIN audit_heads h ON h.organization_id = $1""";

    static Uni<HeadRow> read(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery(SELECT)
                .execute(Tuple.of(organizationId))
                .map(rows -> of(rows.iterator().next()));
    }

    private static HeadRow of(Row row) {
        String hash = row.getString("hash");
        return new HeadRow(
                row.getLong("seq"),
                hash == null ? HexFormat.of().formatHex(ChainLink.origin()) : hash,
                row.getLong("last_seq"));
    }
}
