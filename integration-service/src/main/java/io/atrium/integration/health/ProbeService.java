package io.atrium.integration.health;

import io.atrium.integration.catalog.CallTarget;
import io.atrium.integration.catalog.Endpoints;
import io.atrium.integration.catalog.IntegrationSummary;
import io.atrium.integration.provider.Endpoint;
import io.atrium.integration.provider.ProviderClient;
import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.record.RecordKind;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Probes a provider when somebody asks for it. The call is counted like every other. */
@ApplicationScoped
class ProbeService {

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final Endpoints endpoints;
    private final ProviderClient client;

    ProbeService(TenantTransaction transaction, CallerContext callers, Endpoints endpoints, ProviderClient client) {
        this.transaction = transaction;
        this.callers = callers;
        this.endpoints = endpoints;
        this.client = client;
    }

    /** The organization is read before the first transaction; the call is made with none open. */
    Uni<ProbeResponse> probe(UUID id) {
        UUID organization = callers.current().organizationId();
        return transaction.read(() -> endpoints.require(id)).chain(integration -> probe(organization, integration));
    }

    private Uni<ProbeResponse> probe(UUID organization, IntegrationSummary integration) {
        String provider = integration.provider().text();
        RecordKind kind =
                RecordKind.ofSource(provider).orElseThrow(() -> conflict("The integration has no provider to call."));
        return endpoints
                .target(organization, provider)
                .map(target ->
                        target.map(CallTarget::endpoint).orElseThrow(() -> conflict("The integration is disabled.")))
                .chain(endpoint -> probe(endpoint, kind));
    }

    private Uni<ProbeResponse> probe(Endpoint endpoint, RecordKind kind) {
        long started = System.nanoTime();
        return client.probe(endpoint, kind.path())
                .replaceWith(() -> new ProbeResponse(true, since(started), null))
                .onFailure(ProviderException.class)
                .recoverWithItem(failure -> failed((ProviderException) failure, since(started)));
    }

    private static ProbeResponse failed(ProviderException failure, long durationMs) {
        return new ProbeResponse(
                false,
                durationMs,
                new ProbeResponse.Error(failure.fault().code(), String.valueOf(failure.getMessage())));
    }

    private static long since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
