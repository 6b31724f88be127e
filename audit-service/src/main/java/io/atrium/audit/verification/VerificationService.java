package io.atrium.audit.verification;

import io.atrium.audit.trail.TrailEvents;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a chain up to its head as it stands when asked first, in pages that are bounded in bytes, each in a
 * transaction of its own. A request verifies for a bounded time and answers where it has come; when its client goes, it
 * ends with the page at hand. Hashing and parsing are done on worker threads.
 */
@ApplicationScoped
class VerificationService {
    private final TenantTransaction transaction;
    private final TrailEvents events;
    private final AuditEvents audit;
    private final CallerContext callers;
    private final Cursors cursors;
    private final VerificationConfig config;
    private final VerificationTurns turns;
    private final LongSupplier nanos = System::nanoTime;

    VerificationService(
            TenantTransaction transaction,
            TrailEvents events,
            AuditEvents audit,
            CallerContext callers,
            Cursors cursors,
            VerificationConfig config,
            Vertx vertx,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.events = events;
        this.audit = audit;
        this.callers = callers;
        this.cursors = cursors;
        this.config = config;
        this.turns = new VerificationTurns(vertx, config, meters);
    }

    /**
     * Verifies the chain of the caller's organization, or goes on with it; that it was done is audited, with what was
     * found.
     *
     * @param continuation of an earlier answer, or null
     */
    Uni<Verification> verify(@Nullable String continuation) {
        Caller caller = callers.current();
        UUID organization = caller.organizationId();
        Paging place = place(organization, continuation);
        TenantScope scope = TenantScope.of(caller);
        return turns.inTurn(
                organization,
                () -> begin(scope, place)
                        .chain(walk -> walk(scope, walk))
                        .map(walk -> walk.result(walk.isOver() ? null : next(place, walk)))
                        .call(found -> transaction.run(connection -> audit.record(connection, verified(found)))));
    }

    private Uni<ChainWalk> begin(TenantScope scope, Paging place) {
        return place.after()
                .map(cursor -> Uni.createFrom().item(ChainWalk.resume(WalkPlace.of(cursor))))
                .orElseGet(() -> transaction
                        .read(scope, connection -> HeadRow.read(connection, scope.organizationId()))
                        .map(ChainWalk::begin));
    }

    private Uni<ChainWalk> walk(TenantScope scope, ChainWalk walk) {
        long deadline = nanos.getAsLong() + config.timeLimit().toNanos();
        return Multi.createBy()
                .repeating()
                .uni(() -> page(scope, walk))
                .until(each -> each.isOver() || nanos.getAsLong() > deadline)
                .onItem()
                .ignoreAsUni()
                .replaceWith(walk);
    }

    private Uni<ChainWalk> page(TenantScope scope, ChainWalk walk) {
        if (walk.isOver()) {
            return Uni.createFrom().item(walk);
        }
        return transaction
                .read(
                        scope,
                        connection -> events.links(
                                connection, scope.organizationId(), walk.seq(), walk.lastSeq(), config.pageSize()))
                .chain(page -> onWorker(() -> walk.take(page)))
                .replaceWith(walk);
    }

    /** Comes back to the request's own context, on which alone the next transaction can begin. */
    private static Uni<Void> onWorker(Runnable work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .completionStage(() -> context.executeBlocking(
                                () -> {
                                    work.run();
                                    return List.of();
                                },
                                false)
                        .toCompletionStage())
                .replaceWithVoid();
    }

    private Paging place(UUID organization, @Nullable String continuation) {
        try {
            return cursors.open(WalkPlace.KEYSET, organization, PageRequest.of(1, continuation));
        } catch (ProblemException e) {
            throw ProblemException.invalid("continuation", "is not a continuation of this organization's verification");
        }
    }

    private static String next(Paging place, ChainWalk walk) {
        return String.valueOf(
                place.pageUpTo(List.of(walk), walk.place().cursor()).nextCursor());
    }

    private static AuditEvent verified(Verification found) {
        AuditEvent event = found.verified()
                ? AuditEvent.success("audit.verified", "audit_trail", null)
                : AuditEvent.failure("audit.verified", "audit_trail", null);
        return event.withDetail(found);
    }
}
