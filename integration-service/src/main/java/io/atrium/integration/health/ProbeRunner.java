package io.atrium.integration.health;

import io.atrium.integration.catalog.Endpoints;
import io.atrium.integration.provider.Endpoint;
import io.atrium.integration.provider.ProbeConfig;
import io.atrium.integration.provider.ProbeSchedule;
import io.atrium.integration.provider.ProviderClient;
import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.record.RecordKind;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Probes the provider of one integration and comes back after an interval. The lease on the work is what keeps replicas
 * from probing it twice. Nothing is sent for a suspended organization, for an integration that is switched off, and
 * while the circuit is open; the first probe after that is the circuit's trial.
 */
@ApplicationScoped
class ProbeRunner implements WorkHandler {

    private static final Logger LOG = Logger.getLogger(ProbeRunner.class);
    private static final Duration AFTER_FAILURES = Duration.ofHours(1);

    private final IngestTransaction transaction;
    private final WorkQueue queue;
    private final Endpoints endpoints;
    private final ProviderClient client;
    private final HealthStates states;
    private final OrganizationStates organizations;
    private final ProbeSchedule schedule;
    private final ProbeConfig config;

    ProbeRunner(
            IngestTransaction transaction,
            WorkQueue queue,
            Endpoints endpoints,
            ProviderClient client,
            HealthStates states,
            OrganizationStates organizations,
            ProbeSchedule schedule,
            ProbeConfig config) {
        this.transaction = transaction;
        this.queue = queue;
        this.endpoints = endpoints;
        this.client = client;
        this.states = states;
        this.organizations = organizations;
        this.schedule = schedule;
        this.config = config;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.PROVIDER_PROBE;
    }

    @Override
    public Uni<Void> run(WorkItem item) {
        if (!isActive(item.organizationId())) {
            return write(item, connection -> queue.postpone(connection, item, schedule.next()));
        }
        return endpoints
                .target(item.organizationId(), item.ref())
                .chain(target -> target.isPresent()
                        ? look(item, target.get().endpoint())
                        : write(item, connection -> queue.complete(connection, item)));
    }

    /** One that this process has not heard of is not called for: it may be suspended. */
    private boolean isActive(UUID organizationId) {
        return organizations
                .find(organizationId)
                .map(status -> !status.isRefused())
                .orElse(false);
    }

    /** Goes on, less often: what keeps one integration from being probed may be mended. */
    @Override
    public Uni<Void> giveUp(WorkItem item) {
        return write(item, connection -> queue.postpone(connection, item, AFTER_FAILURES));
    }

    private Uni<Void> look(WorkItem item, @Nullable Endpoint endpoint) {
        Uni<Void> probed = endpoint != null && config.enabled()
                ? probe(endpoint)
                : Uni.createFrom().voidItem();
        return probed.chain(() -> write(
                item,
                connection -> states.looked(
                                connection, item.organizationId(), item.ref(), endpoint != null, config.enabled())
                        .chain(() -> queue.postpone(connection, item, schedule.next()))));
    }

    /** A provider that fails is what a probe is for: its call is counted like every other. */
    private Uni<Void> probe(Endpoint endpoint) {
        return RecordKind.ofSource(endpoint.provider())
                .map(kind -> client.probe(endpoint, kind.path())
                        .onFailure(ProviderException.class)
                        .invoke(failure -> LOG.debugf("Probe of %s: %s", endpoint, failure.getMessage()))
                        .onFailure(ProviderException.class)
                        .recoverWithNull())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> write(WorkItem item, Function<SqlConnection, Uni<Void>> work) {
        return transaction.run(Set.of(item.organizationId()), work);
    }
}
