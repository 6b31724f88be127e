package io.atrium.integration.webhook;

import io.atrium.integration.work.WorkClaims;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.Worker;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.SystemWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Works off what is due of one organization because somebody asks for it: for a bounded time, one run at a time. The
 * effects are the providers' events as ever, not the asking user's changes.
 */
@ApplicationScoped
class WebhookProcessing {

    private static final Logger LOG = Logger.getLogger(WebhookProcessing.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IngestTransaction ingest;
    private final WorkClaims claims;
    private final Worker worker;
    private final WebhookChains chains;
    private final WebhookBacklog backlog;
    private final CallerContext callers;
    private final WebhookConfig config;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    WebhookProcessing(
            IngestTransaction ingest,
            WorkClaims claims,
            Worker worker,
            WebhookChains chains,
            WebhookBacklog backlog,
            CallerContext callers,
            WebhookConfig config) {
        this.ingest = ingest;
        this.claims = claims;
        this.worker = worker;
        this.chains = chains;
        this.backlog = backlog;
        this.callers = callers;
        this.config = config;
    }

    /** What was done until nothing was due, the time was over, or the database went away. */
    Uni<ProcessResponse> process() {
        UUID organization = callers.current().organizationId();
        if (!underWay.add(organization)) {
            return Uni.createFrom()
                    .failure(new ProblemException(
                                    ErrorCode.RATE_LIMITED,
                                    "The organization's due webhooks are already being processed.")
                            .withRetryAfter(RETRY_AFTER));
        }
        Run run = new Run(organization, System.nanoTime() + config.processTime().toNanos());
        return SystemWork.outsideRequest(() -> steps(run))
                .map(run::response)
                .onTermination()
                .invoke(() -> underWay.remove(organization));
    }

    /** Answers whether there may be more. */
    private Uni<Boolean> steps(Run run) {
        return Uni.createFrom()
                .deferred(() -> step(run))
                .repeat()
                .whilst(found -> found && !run.isOver())
                .collect()
                .last()
                .onFailure()
                .recoverWithUni(failure -> stopped(run, failure));
    }

    private Uni<Boolean> stopped(Run run, Throwable failure) {
        if (run.isEmpty()) {
            return Uni.createFrom().failure(DatabaseProblems.problemOf(failure));
        }
        LOG.warnf("POST /webhooks/process stopped: %s", failure.getMessage());
        return Uni.createFrom().item(true);
    }

    /** Works off one piece; answers whether there was one. */
    private Uni<Boolean> step(Run run) {
        return ingest.run(Set.of(run.organization), connection -> claim(connection, run.organization))
                .chain(item -> item.isPresent()
                        ? workOff(item.get()).invoke(run::add).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Optional<WorkItem>> claim(SqlConnection connection, UUID organization) {
        return claims.claim(connection, organization, WorkKind.WEBHOOK_CHAIN, 1)
                .chain(found -> found.isEmpty()
                        ? claims.claim(connection, organization, WorkKind.WEBHOOK_BACKLOG, 1)
                        : Uni.createFrom().item(found))
                .map(found -> found.stream().findFirst());
    }

    private Uni<ChainOutcome> workOff(WorkItem item) {
        return worker.attend(
                        item,
                        () -> item.kind() == WorkKind.WEBHOOK_CHAIN ? chains.workOff(item) : backlog.workOff(item))
                .map(outcome -> outcome == null ? ChainOutcome.NOTHING : outcome);
    }

    /** What one run has come to. */
    private static final class Run {

        private final UUID organization;
        private final long end;
        private ChainOutcome sum = ChainOutcome.NOTHING;

        Run(UUID organization, long end) {
            this.organization = organization;
            this.end = end;
        }

        void add(ChainOutcome outcome) {
            sum = sum.plus(outcome);
        }

        boolean isOver() {
            return System.nanoTime() - end >= 0;
        }

        boolean isEmpty() {
            return sum.processed() + sum.retried() + sum.dead() == 0;
        }

        ProcessResponse response(boolean more) {
            return new ProcessResponse(sum.processed(), sum.retried(), sum.dead(), more);
        }
    }
}
