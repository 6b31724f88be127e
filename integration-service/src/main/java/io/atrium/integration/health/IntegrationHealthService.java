package io.atrium.integration.health;

import io.atrium.integration.catalog.Endpoints;
import io.atrium.integration.catalog.IntegrationSummary;
import io.atrium.integration.health.IntegrationHealth.Status;
import io.atrium.integration.provider.Circuit;
import io.atrium.integration.provider.ProviderClient;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Tells how well an organization's integrations are. */
@ApplicationScoped
class IntegrationHealthService {

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Endpoints endpoints;
    private final HealthReads reads;
    private final ProviderClient client;
    private final HealthConfig config;

    IntegrationHealthService(
            TenantTransaction transaction,
            CallerContext callers,
            Endpoints endpoints,
            HealthReads reads,
            ProviderClient client,
            HealthConfig config) {
        this.transaction = transaction;
        this.callers = callers;
        this.endpoints = endpoints;
        this.reads = reads;
        this.client = client;
        this.config = config;
    }

    Uni<IntegrationHealth> health(HealthWindow window) {
        return transaction.read(() -> endpoints
                .summaries()
                .chain(integrations -> report(window)
                        .map(report -> new IntegrationHealth(
                                Instant.now().minus(window.length()),
                                window.text(),
                                integrations.stream()
                                        .map(integration -> report.of(integration, circuit(integration)))
                                        .toList()))));
    }

    /** An integration that has no provider to call is UNKNOWN. */
    Uni<IntegrationHealthDetail> health(UUID id, HealthWindow window) {
        return transaction.read(() -> endpoints
                .require(id)
                .chain(integration -> report(window)
                        .chain(report -> reads.changes(integration.provider().text(), config.history())
                                .map(changes -> new IntegrationHealthDetail(
                                        Instant.now().minus(window.length()),
                                        window.text(),
                                        report.of(integration, circuit(integration)),
                                        changes.stream()
                                                .map(IntegrationHealthService::change)
                                                .toList())))));
    }

    private Uni<HealthReport> report(HealthWindow window) {
        return reads.states()
                .chain(states -> reads.counts(window)
                        .chain(counts -> reads.latency(window)
                                .chain(latency -> reads.uptime()
                                        .map(uptime -> new HealthReport(states, counts, latency, uptime)))));
    }

    private Circuit circuit(IntegrationSummary integration) {
        return client.circuit(
                callers.current().organizationId(), integration.provider().text());
    }

    private static IntegrationHealthDetail.Change change(Tuple row) {
        return new IntegrationHealthDetail.Change(
                Objects.requireNonNull(HealthReport.time(row, "at"), "at"),
                Status.valueOf(row.get("old_status", String.class)),
                Status.valueOf(row.get("new_status", String.class)),
                HealthReport.number(row, "calls"),
                HealthReport.number(row, "failures"),
                row.get("error_code", String.class));
    }
}
