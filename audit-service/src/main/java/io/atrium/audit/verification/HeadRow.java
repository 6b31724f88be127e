package io.atrium.audit.verification;

import io.atrium.audit.chain.ChainLink;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
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
              FROM (SELECT max(seq) AS last_seq FROM audit_events WHERE organization_id = ?1) e
              LEFT JOIN audit_heads h ON h.organization_id = ?1""";

    static Uni<HeadRow> read(UUID organizationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SELECT, Object[].class)
                        .setParameter(1, organizationId)
                        .getSingleResult())
                .map(HeadRow::of);
    }

    private static HeadRow of(Object[] row) {
        String hash = row[1] == null ? HexFormat.of().formatHex(ChainLink.origin()) : (String) row[1];
        return new HeadRow(((Number) row[0]).longValue(), hash, ((Number) row[2]).longValue());
    }
}
