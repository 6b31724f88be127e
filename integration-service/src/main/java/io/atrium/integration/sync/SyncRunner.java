package io.atrium.integration.sync;

import io.atrium.integration.catalog.Endpoints;
import io.atrium.integration.provider.Endpoint;
import io.atrium.integration.provider.ProviderClient;
import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.provider.ProviderFault;
import io.atrium.integration.work.Turn;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs a job: step after step, page after page. Each page is fetched with no transaction open and stored in one that
 * also renews the lease, moves the cursor and counts; so whoever takes the job over goes on where the last page ended.
 * After so many pages, so many records or so long it is the next job's turn.
 */
@ApplicationScoped
class SyncRunner implements WorkHandler {

    private static final Duration SUSPENDED_DELAY = Duration.ofMinutes(1);

    private final IngestTransaction transaction;
    private final SyncProgress progress;
    private final SyncFailures failures;
    private final SyncPageStore store;
    private final WorkQueue queue;
    private final Endpoints endpoints;
    private final ProviderClient client;
    private final OrganizationStates organizations;
    private final SyncConfig config;
    private final Counter turns;

    SyncRunner(
            IngestTransaction transaction,
            SyncProgress progress,
            SyncFailures failures,
            SyncPageStore store,
            WorkQueue queue,
            Endpoints endpoints,
            ProviderClient client,
            OrganizationStates organizations,
            SyncConfig config,
            MeterRegistry registry) {
        this.transaction = transaction;
        this.progress = progress;
        this.failures = failures;
        this.store = store;
        this.queue = queue;
        this.endpoints = endpoints;
        this.client = client;
        this.organizations = organizations;
        this.config = config;
        this.turns = Counter.builder("atrium.sync.turns.over")
                .description("Times that a sync went back behind the others with pages left")
                .register(registry);
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SYNC_JOB;
    }

    @Override
    public Uni<Void> run(WorkItem item) {
        if (organizations.isRefused(item.organizationId())) {
            return write(item, connection -> queue.postpone(connection, item, SUSPENDED_DELAY));
        }
        return steps(item);
    }

    @Override
    public Uni<Void> giveUp(WorkItem item) {
        UUID job = UUID.fromString(item.ref());
        return write(
                item,
                connection -> progress.failJob(
                                connection,
                                item.organizationId(),
                                job,
                                ProviderFault.INTERNAL_ERROR.code(),
                                "The sync failed for a reason that is not the provider's")
                        .chain(() -> queue.complete(connection, item)));
    }

    private Uni<Void> steps(WorkItem item) {
        Turn turn = new Turn(config.pagesATurn(), config.recordsATurn(), config.turn());
        return Uni.createFrom()
                .deferred(() -> begin(item)
                        .chain(step -> step.isPresent()
                                ? step(item, step.get(), turn)
                                : Uni.createFrom().item(false)))
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Optional<SyncStep>> begin(WorkItem item) {
        UUID job = UUID.fromString(item.ref());
        return write(
                item,
                connection -> queue.renew(connection, item)
                        .chain(() -> progress.begin(connection, item.organizationId(), job))
                        .call(step -> step.isPresent()
                                ? Uni.createFrom().voidItem()
                                : progress.endJob(connection, item.organizationId(), job)
                                        .chain(() -> queue.complete(connection, item))));
    }

    /** Answers whether the job goes on with its next step. */
    private Uni<Boolean> step(WorkItem item, SyncStep step, Turn turn) {
        Uni<Boolean> done = step.approved() ? deletions(item, step, turn) : read(item, step, turn);
        return done.onFailure(ProviderException.class)
                .recoverWithUni(failure -> failures.handle(item, step, (ProviderException) failure));
    }

    private Uni<Boolean> read(WorkItem item, SyncStep step, Turn turn) {
        return endpoints
                .find(step.organizationId(), step.kind().provider())
                .chain(endpoint -> endpoint.isPresent()
                        ? bind(item, step, endpoint.get()).chain(bound -> pages(item, bound, endpoint.get(), turn))
                        : Uni.createFrom()
                                .failure(new ProviderException(
                                        ProviderFault.INTEGRATION_DISABLED, "The integration is disabled")));
    }

    private Uni<SyncStep> bind(WorkItem item, SyncStep step, Endpoint endpoint) {
        return write(
                item,
                connection -> queue.renew(connection, item)
                        .chain(() -> progress.bind(connection, step, endpoint.version(), config.overlap())));
    }

    /** Page after page; when the turn is over, the job goes back behind the others', and goes on from here. */
    private Uni<Boolean> pages(WorkItem item, SyncStep first, Endpoint endpoint, Turn turn) {
        SyncStep[] current = {first};
        return Uni.createFrom()
                .deferred(() -> page(item, current[0], endpoint, turn))
                .invoke(cursor -> current[0] = current[0].at(cursor.orElse(null)))
                .repeat()
                .whilst(cursor -> cursor.isPresent() && turn.goesOn())
                .collect()
                .last()
                .chain(last ->
                        last.isPresent() ? goBack(item) : Uni.createFrom().item(true));
    }

    /** What the run has found gone, some of it in each transaction, with the same turns. */
    private Uni<Boolean> deletions(WorkItem item, SyncStep step, Turn turn) {
        String[] after = {""};
        return Uni.createFrom()
                .deferred(() -> store.deleteUnseen(item, step, after[0]))
                .invoke(last -> last.ifPresent(id -> {
                    after[0] = id;
                    turn.count(SyncPageStore.DELETED_AT_ONCE);
                }))
                .repeat()
                .whilst(last -> last.isPresent() && turn.goesOn())
                .collect()
                .last()
                .chain(last -> last.isPresent()
                        ? goBack(item)
                        : store.succeed(item, step).replaceWith(true));
    }

    private Uni<Boolean> goBack(WorkItem item) {
        return write(item, connection -> queue.postpone(connection, item, Duration.ZERO))
                .invoke(() -> turns.increment())
                .replaceWith(false);
    }

    /** Fetches a page and stores it; answers the cursor of the next one. */
    private Uni<Optional<String>> page(WorkItem item, SyncStep step, Endpoint endpoint, Turn turn) {
        if (step.pages() >= config.maxPages()) {
            return endless(step.pages() + " pages were read");
        }
        if (step.startedAt().toInstant().plus(config.longest()).isBefore(Instant.now())) {
            return endless("it was read for " + config.longest().toHours() + " h");
        }
        OffsetDateTime since = step.updatedSince();
        Instant askedAt = Instant.now();
        return client.page(
                endpoint,
                step.kind().path(),
                config.pageSize(),
                step.cursor(),
                since == null ? null : since.toInstant(),
                page -> SyncPage.of(step, page, askedAt),
                page -> {
                    turn.count(page.seen());
                    return store.store(item, step, page);
                });
    }

    private static <T> Uni<T> endless(String words) {
        return Uni.createFrom()
                .failure(new ProviderException(
                        ProviderFault.PROVIDER_REJECTED, "The provider's list is too long: " + words));
    }

    private <T> Uni<T> write(WorkItem item, Function<SqlConnection, Uni<T>> work) {
        return transaction.run(Set.of(item.organizationId()), work);
    }
}
