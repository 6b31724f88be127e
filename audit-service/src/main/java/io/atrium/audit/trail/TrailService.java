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
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

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
    private final TrailSearches trail;
    private final TrailEvents events;
    private final AuditEvents audit;
    private final CallerContext callers;
    private final Cursors cursors;
    private final ReplyBudget replies;
    private final TenantBudget searches;

    TrailService(
            TenantTransaction transaction,
            TrailSearches trail,
            TrailEvents events,
            AuditEvents audit,
            CallerContext callers,
            TrailConfig config,
            Cursors cursors,
            ReplyBudget replies,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.trail = trail;
        this.events = events;
        this.audit = audit;
        this.callers = callers;
        this.cursors = cursors;
        this.replies = replies;
        this.searches = new TenantBudget(
                "atrium.audit.searches", "searches", config.concurrent(), config.concurrentOfOrganization(), meters);
    }

    Uni<Page<EventSummary>> search(EventFilter filter, PageRequest request) {
        Caller caller = callers.current();
        UUID ownOf = isAdministrator(caller) ? null : caller.userId();
        Paging page = cursors.open(LIST, caller.organizationId(), request, filter.values(ownOf));
        long before = page.after().map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        TrailSearch search = TrailSearch.of(caller.organizationId(), filter, ownOf, before, page.fetch());
        AuditEvent searched =
                AuditEvent.success("audit.searched", "audit_trail", null).withDetail(filter.asked());
        Reservation reservation = searches.reserve(caller.organizationId(), 1);
        return transaction
                .run(connection -> trail.newest(connection, search)
                        .map(walked -> page.page(walked.found(), walked.stop(), row -> Cursor.of(row.seq())))
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
