package io.atrium.audit.trail;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.StoredLink;
import io.atrium.contracts.ActorType;
import io.atrium.kit.budget.ReplyBudget;
import io.atrium.kit.budget.TenantBudget;
import io.atrium.kit.budget.TenantBudget.Reservation;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Role;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.sql.SqlConditions;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Searches the trail of the caller's organization. Administrators see all of it, others what they did themselves. */
@ApplicationScoped
class TrailService {
    private static final Keyset LIST = Keyset.of("audit-events", KeyColumn.bigint());

    /** A smaller record takes no more memory than its request. */
    private static final int LARGE = 32_768;

    private static final int COPIES = 8;
    /** Of the values of a record, of which ingestion bounds the number. */
    private static final long TREE_BYTES = 4 << 20;

    private final TenantTransaction transaction;
    private final TrailEvents events;
    private final AuditEvents audit;
    private final CallerContext callers;
    private final TrailConfig config;
    private final Cursors cursors;
    private final ReplyBudget replies;
    private final TenantBudget searches;

    TrailService(
            TenantTransaction transaction,
            TrailEvents events,
            AuditEvents audit,
            CallerContext callers,
            TrailConfig config,
            Cursors cursors,
            ReplyBudget replies,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.events = events;
        this.audit = audit;
        this.callers = callers;
        this.config = config;
        this.cursors = cursors;
        this.replies = replies;
        this.searches = new TenantBudget(
                "atrium.audit.searches", "searches", config.concurrent(), config.concurrentOfOrganization(), meters);
    }

    Uni<Page<EventSummary>> search(EventFilter filter, PageRequest request) {
        Caller caller = callers.current();
        UUID ownOf = isAdministrator(caller) ? null : caller.userId();
        Paging page = cursors.open(LIST, caller.organizationId(), request, filter.values(ownOf));
        SqlConditions conditions = filter.conditions(caller.organizationId())
                .andIfGiven(
                        "seq < %s", page.after().map(cursor -> cursor.number(0)).orElse(null));
        if (!isAdministrator(caller)) {
            conditions
                    .and("actor_type = %s", ActorType.USER.name())
                    .and("actor_id = %s", String.valueOf(caller.userId()));
        }
        String words = filter.words();
        AuditEvent searched =
                AuditEvent.success("audit.searched", "audit_trail", null).withDetail(filter.asked());
        Reservation reservation = searches.reserve(caller.organizationId(), 1);
        return transaction
                .run(connection -> (words == null
                                ? list(connection, conditions, page)
                                : scan(connection, conditions, words, page))
                        .call(() -> audit.record(connection, searched))
                        .map(rows -> rows.map(EventSummary::of)))
                .onTermination()
                .invoke(reservation::release);
    }

    Uni<EventDetail> find(UUID id) {
        Caller caller = callers.current();
        return transaction
                .read(connection -> events.size(connection, caller.organizationId(), id)
                        .invoke(size -> size.ifPresent(bytes -> reserve(caller.organizationId(), bytes)))
                        .chain(size -> events.event(connection, caller.organizationId(), id)))
                .map(event -> event.filter(found -> maySee(caller, found))
                        .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such event.")))
                .map(EventDetail::of);
    }

    /** An answer holds the record up to four times: as text, as a tree, as what differs, and as it is sent. */
    private void reserve(UUID organization, int size) {
        if (size > LARGE) {
            replies.reserve(organization, TREE_BYTES + (long) size * COPIES);
        }
    }

    private Uni<Page<EventRow>> list(SqlConnection connection, SqlConditions conditions, Paging page) {
        return events.newest(connection, conditions, page.fetch())
                .map(rows -> page.page(rows, row -> Cursor.of(row.seq())));
    }

    /** Looks for the text in a bounded number of events; a page may then be short and still have a next one. */
    private Uni<Page<EventRow>> scan(SqlConnection connection, SqlConditions conditions, String words, Paging page) {
        return events.floor(connection, conditions, config.scanLimit())
                .map(floor -> floor.orElse(null))
                .chain(floor -> events.newest(connection, conditions, words, floor, page.fetch())
                        .map(rows -> scanned(rows, floor, page)));
    }

    private static Page<EventRow> scanned(List<EventRow> rows, @Nullable Long floor, Paging page) {
        if (rows.size() > page.limit() || floor == null) {
            return page.page(rows, row -> Cursor.of(row.seq()));
        }
        return page.pageUpTo(rows, Cursor.of(floor));
    }

    private static boolean maySee(Caller caller, StoredLink event) {
        StoredLink.Payload payload = event.payload();
        return isAdministrator(caller)
                || (payload != null
                        && ActorType.USER.name().equals(AuditColumn.ACTOR_TYPE.text(payload.columns()))
                        && String.valueOf(caller.userId()).equals(AuditColumn.ACTOR_ID.text(payload.columns())));
    }

    private static boolean isAdministrator(Caller caller) {
        return caller.is(Role.ORG_ADMIN) || caller.is(Role.SUPER_ADMIN);
    }
}
