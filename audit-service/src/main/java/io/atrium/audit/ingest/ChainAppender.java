package io.atrium.audit.ingest;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.ChainLink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Joins changes to the ends of their organizations' chains, in the order given, one statement for any number. */
@ApplicationScoped
class ChainAppender {
    // The driver does not cache statements of more than 2,048 characters.
    private static final String APPEND = """
            WITH links AS (
                INSERT INTO audit_events
                       (organization_id, month, seq, event_id, recorded_at, clock_skew, digest, hash)
                SELECT * FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::uuid[], $5::timestamptz[],
                                     $6::boolean[], $7::bytea[], $8::bytea[])
            ), payloads AS (
                INSERT INTO audit_payloads (organization_id, month, seq, %s, record, salt)
                SELECT * FROM unnest($1::uuid[], $2::date[], $3::bigint[], %s, $%d::text[], $%d::bytea[])
            )
            UPDATE audit_heads h
               SET seq = n.seq, hash = n.hash, recorded_at = n.recorded_at, version = h.version + 1
              FROM unnest($%d::uuid[], $%d::bigint[], $%d::bytea[], $%d::timestamptz[])
                   AS n (organization_id, seq, hash, recorded_at)
             WHERE h.organization_id = n.organization_id""";

    /** The parameters before those of the columns. */
    private static final int LINK_PARAMETERS = 8;

    private final SecureRandom random = new SecureRandom();
    private final IngestConfig config;
    private final String append = statement();

    ChainAppender(IngestConfig config) {
        this.config = config;
    }

    /** Joins the changes to the locked heads of their organizations, and moves these. */
    Uni<Void> append(SqlConnection connection, List<Change> changes, Map<UUID, ChainHead> heads) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(append)
                .execute(link(changes, heads).toTuple())
                .replaceWithVoid();
    }

    /** Parameters in the order of {@link AppendRows}. */
    private static String statement() {
        List<AuditColumn> columns = List.of(AuditColumn.values());
        String arrays = columns.stream()
                .map(each -> "$" + (LINK_PARAMETERS + 1 + each.ordinal()) + "::" + each.sqlType() + "[]")
                .collect(Collectors.joining(", "));
        int last = LINK_PARAMETERS + columns.size();
        return APPEND.formatted(AuditColumn.columns(columns), arrays, ++last, ++last, ++last, ++last, ++last, ++last);
    }

    private AppendRows link(List<Change> changes, Map<UUID, ChainHead> heads) {
        byte[] salts = new byte[ChainLink.SALT_BYTES * changes.size()];
        random.nextBytes(salts);
        AppendRows rows = new AppendRows(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            ChainHead head = heads.get(change.organizationId());
            if (head == null) {
                throw new IllegalStateException("The head of a chain was not locked");
            }
            byte[] salt = Arrays.copyOfRange(salts, i * ChainLink.SALT_BYTES, (i + 1) * ChainLink.SALT_BYTES);
            ChainLink link = head.next(
                    change.eventId(), isSkewed(change, head.now()), ChainLink.digest(salt, change.canonical()));
            rows.add(link, head.join(link), change, salt);
        }
        rows.heads(changes.stream()
                .map(Change::organizationId)
                .distinct()
                .map(heads::get)
                .toList());
        return rows;
    }

    private boolean isSkewed(Change change, Instant now) {
        Instant claimed = change.occurredAt();
        return lag(now, claimed).compareTo(config.clockAhead()) > 0
                || lag(claimed, change.sentAt()).compareTo(config.clockBehind()) > 0;
    }

    private static Duration lag(Instant earlier, Instant later) {
        return Duration.of(ChronoUnit.MILLIS.between(earlier, later), ChronoUnit.MILLIS);
    }
}
