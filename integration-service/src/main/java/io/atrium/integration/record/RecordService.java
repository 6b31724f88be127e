package io.atrium.integration.record;

import io.atrium.kit.budget.ReplyBudget;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.sql.BoundedWalk;
import io.atrium.kit.sql.SqlConditions;
import io.atrium.kit.sql.WalkBound;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Reads of the synced data, ordered by external id. Deleted records, which are kept, are left out: a page looks at a
 * bounded number of records. Pages are bounded in bytes too.
 */
@ApplicationScoped
class RecordService {

    // Records beyond the bound in bytes are not read by the database either.
    private static final String ROWS = """
            SELECT external_id, record, updated_at, record_version, version, origin, origin_id, changed_at, deleted,
                   CASE WHEN deleted THEN 0 ELSE record_bytes END AS walk_bytes
              FROM synced_record""";

    private static final String SHOWN = """
            external_id, CASE WHEN deleted THEN '' ELSE record::text END AS text, record_version, version, origin, \
            origin_id, updated_at, changed_at""";

    /** Of a page: the rows' text, the answer's, and what is written of it. */
    private static final int COPIES = 4;

    /** In characters, by the table's constraint. */
    private static final int LONGEST_ID = 512;

    private static final Keyset LIST = Keyset.of("records", KeyColumn.text(LONGEST_ID));

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Cursors cursors;
    private final ReplyBudget replies;
    private final RecordConfig config;

    RecordService(
            TenantTransaction transaction,
            CallerContext callers,
            Cursors cursors,
            ReplyBudget replies,
            RecordConfig config) {
        this.transaction = transaction;
        this.callers = callers;
        this.cursors = cursors;
        this.replies = replies;
        this.config = config;
    }

    Uni<Page<RecordResponse>> list(RecordKind kind, PageRequest request) {
        UUID organization = callers.current().organizationId();
        Paging page = cursors.open(LIST, organization, request, kind);
        String after = page.after().map(cursor -> cursor.text(0)).orElse("");
        BoundedWalk walk = new BoundedWalk(
                ROWS,
                new SqlConditions().and("kind = %s", kind.path()).and("external_id > %s", after),
                "external_id",
                new SqlConditions().and("NOT deleted"),
                true);
        WalkBound bound = new WalkBound(config.listScanLimit(), replies.pageBytes());
        return transaction
                .run(connection -> {
                    // With the connection at hand: nothing is held while the request waits for one.
                    replies.reserve(organization, replies.pageBytes() * COPIES);
                    return walk.walk(connection, bound, page.fetch(), SHOWN, "", RecordService::response);
                })
                .map(walked -> page.page(walked.found(), walked.stop(), last -> Cursor.of(last.externalId())));
    }

    private static RecordResponse response(Row row) {
        return new RecordResponse(
                row.getString("external_id"),
                row.getString("text"),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getLong("record_version"),
                row.getInteger("version"),
                new RecordResponse.Origin(row.getString("origin"), row.getUUID("origin_id")),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
