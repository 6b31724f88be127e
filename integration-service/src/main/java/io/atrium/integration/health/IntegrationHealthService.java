package io.atrium.integration.health;

import io.atrium.integration.catalog.Endpoints;
import io.atrium.integration.catalog.IntegrationSummary;
import io.atrium.integration.provider.ProviderClient;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells how well an organization's integrations are from the calls of the last hour. */
@ApplicationScoped
class IntegrationHealthService {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final double DEGRADED = 0.1;
    private static final double UNHEALTHY = 0.5;

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Endpoints endpoints;
    private final ProviderCalls calls;
    private final ProviderClient client;

    IntegrationHealthService(
            TenantTransaction transaction,
            CallerContext callers,
            Endpoints endpoints,
            ProviderCalls calls,
            ProviderClient client) {
        this.transaction = transaction;
        this.callers = callers;
        this.endpoints = endpoints;
        this.calls = calls;
        this.client = client;
    }

    Uni<IntegrationHealth> health() {
        UUID organization = callers.current().organizationId();
        return transaction.run(() -> endpoints
                .summaries()
                .chain(integrations -> calls.window(WINDOW).map(rows -> health(organization, integrations, rows))));
    }

    private IntegrationHealth health(UUID organization, List<IntegrationSummary> integrations, List<Tuple> rows) {
        Map<String, Tuple> byProvider =
                rows.stream().collect(Collectors.toMap(row -> (String) row.get("provider"), Function.identity()));
        return new IntegrationHealth(
                Instant.now().minus(WINDOW),
                integrations.stream()
                        .map(integration -> item(
                                organization,
                                integration,
                                byProvider.get(integration.provider().text())))
                        .toList());
    }

    private IntegrationHealth.Item item(UUID organization, IntegrationSummary integration, @Nullable Tuple row) {
        CircuitBreakerState circuit =
                client.circuit(organization, integration.provider().text());
        long made = row == null ? 0 : ((Number) row.get("calls")).longValue();
        long failed = row == null ? 0 : ((Number) row.get("failures")).longValue();
        Double rate = made == 0 ? null : (double) failed / made;
        return new IntegrationHealth.Item(
                integration.id(),
                integration.provider(),
                status(integration, circuit, rate),
                circuit.name(),
                made,
                failed,
                rate,
                row == null ? null : failure(row));
    }

    private static IntegrationHealth.Status status(
            IntegrationSummary integration, CircuitBreakerState circuit, @Nullable Double rate) {
        if (!integration.enabled()) {
            return IntegrationHealth.Status.DISABLED;
        }
        if (circuit == CircuitBreakerState.OPEN) {
            return IntegrationHealth.Status.UNHEALTHY;
        }
        if (rate == null) {
            return IntegrationHealth.Status.UNKNOWN;
        }
        if (rate >= UNHEALTHY) {
            return IntegrationHealth.Status.UNHEALTHY;
        }
        return rate >= DEGRADED ? IntegrationHealth.Status.DEGRADED : IntegrationHealth.Status.HEALTHY;
    }

    private static IntegrationHealth.@Nullable Failure failure(Tuple row) {
        Number at = (Number) row.get("at");
        return at == null
                ? null
                : new IntegrationHealth.Failure(
                        (String) row.get("code"), (String) row.get("message"), Instant.ofEpochMilli(at.longValue()));
    }
}
