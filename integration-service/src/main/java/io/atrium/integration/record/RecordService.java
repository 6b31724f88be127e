package io.atrium.integration.record;

import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.tenancy.TenantTransaction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads of the synced data, ordered by external id; deleted records are left out. */
@ApplicationScoped
class RecordService {

    private static final String PAGE =
            "from SyncedRecordEntity where kind = :kind and deleted = false and externalId > :after order by externalId";

    private static final Keyset LIST = Keyset.of("records", KeyColumn.text(SyncedRecordEntity.LONGEST_ID));

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Cursors cursors;

    RecordService(TenantTransaction transaction, CallerContext callers, Cursors cursors) {
        this.transaction = transaction;
        this.callers = callers;
        this.cursors = cursors;
    }

    Uni<Page<RecordResponse>> list(RecordKind kind, PageRequest request) {
        Paging page = cursors.open(LIST, callers.current().organizationId(), request, kind);
        String after = page.after().map(cursor -> cursor.text(0)).orElse("");
        return transaction
                .run(() -> Panache.getSession()
                        .chain(session -> session.createSelectionQuery(PAGE, SyncedRecordEntity.class)
                                .setParameter("kind", kind.path())
                                .setParameter("after", after)
                                .setMaxResults(page.fetch())
                                .getResultList()))
                .map(found -> page(page, found));
    }

    private Page<RecordResponse> page(Paging page, List<SyncedRecordEntity> found) {
        return page.page(found, last -> Cursor.of(last.externalId)).map(this::response);
    }

    private RecordResponse response(SyncedRecordEntity entity) {
        return new RecordResponse(
                entity.externalId,
                entity.record,
                entity.updatedAt,
                entity.recordVersion,
                entity.version,
                new RecordResponse.Origin(entity.origin, entity.originId),
                entity.changedAt);
    }
}
