package io.atrium.integration.record;

import io.atrium.kit.budget.ReplyBudget;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageBytes;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.tenancy.TenantTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Reads of the synced data, ordered by external id; deleted records are left out. Pages are bounded in bytes. */
@ApplicationScoped
class RecordService {

    private static final String ROWS = """
            SELECT external_id, record, updated_at, record_version, version, origin, origin_id, changed_at,
                   record_bytes AS page_bytes
              FROM synced_record
             WHERE kind = ?1 AND NOT deleted AND external_id > ?2
             ORDER BY external_id LIMIT ?3""";

    // Records beyond the cut are not read by the database either. Times are microseconds.
    private static final String PAGE = """
            SELECT external_id, cast(record AS text) AS text, record_version, version, origin,
                   cast(origin_id AS text) AS origin_id,
                   cast(extract(epoch FROM updated_at) * 1000000 AS bigint) AS updated_us,
                   cast(extract(epoch FROM changed_at) * 1000000 AS bigint) AS changed_us,
                   page_candidates
              FROM (%s) AS page
             ORDER BY page_row""".formatted(PageBytes.cut(ROWS, "external_id", "?4"));

    /** Of a page: the rows' text, the answer's, and what is written of it. */
    private static final int COPIES = 4;

    /** In characters, by the table's constraint. */
    private static final int LONGEST_ID = 512;

    private static final Keyset LIST = Keyset.of("records", KeyColumn.text(LONGEST_ID));

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Cursors cursors;
    private final ReplyBudget replies;

    RecordService(TenantTransaction transaction, CallerContext callers, Cursors cursors, ReplyBudget replies) {
        this.transaction = transaction;
        this.callers = callers;
        this.cursors = cursors;
        this.replies = replies;
    }

    Uni<Page<RecordResponse>> list(RecordKind kind, PageRequest request) {
        UUID organization = callers.current().organizationId();
        Paging page = cursors.open(LIST, organization, request, kind);
        String after = page.after().map(cursor -> cursor.text(0)).orElse("");
        return transaction
                .read(() -> Panache.getSession()
                        // With the connection at hand: nothing is held while the request waits for one.
                        .invoke(() -> replies.reserve(organization, replies.pageBytes() * COPIES))
                        .chain(session -> session.createNativeQuery(PAGE, Tuple.class)
                                .setParameter(1, kind.path())
                                .setParameter(2, after)
                                .setParameter(3, page.fetch())
                                .setParameter(4, replies.pageBytes())
                                .getResultList()))
                .map(found -> page(page, found));
    }

    private static Page<RecordResponse> page(Paging page, List<Tuple> found) {
        long candidates = found.isEmpty() ? 0 : number(found.get(0), "page_candidates");
        return page.page(
                found.stream().map(RecordService::response).toList(), candidates, last -> Cursor.of(last.externalId()));
    }

    private static RecordResponse response(Tuple row) {
        return new RecordResponse(
                row.get("external_id", String.class),
                row.get("text", String.class),
                time(row, "updated_us"),
                number(row, "record_version"),
                (int) number(row, "version"),
                new RecordResponse.Origin(
                        row.get("origin", String.class), UUID.fromString(row.get("origin_id", String.class))),
                time(row, "changed_us"));
    }

    private static long number(Tuple row, String name) {
        return ((Number) row.get(name)).longValue();
    }

    private static Instant time(Tuple row, String name) {
        return Instant.EPOCH.plus(number(row, name), ChronoUnit.MICROS);
    }
}
