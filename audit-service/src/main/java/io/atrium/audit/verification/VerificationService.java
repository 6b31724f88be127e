package io.atrium.audit.verification;

import io.atrium.audit.trail.StoredEventRepository;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Recomputes a chain up to its head as it stands when asked, in pages, each in a transaction of its own. */
@ApplicationScoped
class VerificationService {
    private static final int PAGE = 200;

    private final TenantTransaction transaction;
    private final StoredEventRepository events;
    private final AuditEvents audit;
    private final CallerContext callers;

    VerificationService(
            TenantTransaction transaction, StoredEventRepository events, AuditEvents audit, CallerContext callers) {
        this.transaction = transaction;
        this.events = events;
        this.audit = audit;
        this.callers = callers;
    }

    /** Verifies the chain of the caller's organization; that it was done is audited, with what was found. */
    Uni<Verification> verify() {
        Caller caller = callers.current();
        TenantScope scope = TenantScope.of(caller);
        return transaction
                .run(scope, () -> HeadRow.read(scope.organizationId()))
                .map(ChainWalk::new)
                .chain(walk -> walk(scope, walk))
                .map(ChainWalk::result)
                .call(found -> transaction.run(() -> audit.record(verified(found))));
    }

    private Uni<ChainWalk> walk(TenantScope scope, ChainWalk walk) {
        return Multi.createBy()
                .repeating()
                .uni(() -> page(scope, walk))
                .until(ChainWalk::isOver)
                .onItem()
                .ignoreAsUni()
                .replaceWith(walk);
    }

    private Uni<ChainWalk> page(TenantScope scope, ChainWalk walk) {
        if (walk.isOver()) {
            return Uni.createFrom().item(walk);
        }
        return transaction
                .run(scope, () -> events.links(scope.organizationId(), walk.seq(), walk.lastSeq(), PAGE))
                .invoke(walk::take)
                .replaceWith(walk);
    }

    private static AuditEvent verified(Verification found) {
        AuditEvent event = found.verified()
                ? AuditEvent.success("audit.verified", "audit_trail", null)
                : AuditEvent.failure("audit.verified", "audit_trail", null);
        return event.withDetail(found);
    }
}
