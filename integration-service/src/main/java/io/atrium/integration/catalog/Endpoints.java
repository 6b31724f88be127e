package io.atrium.integration.catalog;

import io.atrium.integration.provider.Endpoint;
import io.atrium.integration.secret.CredentialSealer;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The address and the credential with which an organization's provider is called. */
@ApplicationScoped
public class Endpoints {

    private final TenantTransaction transaction;
    private final IntegrationRepository integrations;
    private final CredentialSealer credentials;

    Endpoints(TenantTransaction transaction, IntegrationRepository integrations, CredentialSealer credentials) {
        this.transaction = transaction;
        this.integrations = integrations;
        this.credentials = credentials;
    }

    /** Empty when the organization has no such integration, or has disabled it. */
    public Uni<Optional<Endpoint>> find(UUID organizationId, String provider) {
        return target(organizationId, provider).map(found -> found.map(CallTarget::endpoint));
    }

    /** Empty when the organization has no such integration. */
    public Uni<Optional<CallTarget>> target(UUID organizationId, String provider) {
        return transaction
                .run(
                        TenantScope.system(organizationId, null),
                        () -> integrations.builtin(provider).call(this::renew))
                .map(found -> Optional.ofNullable(found)
                        .map(integration -> new CallTarget(integration.enabled() ? endpoint(integration) : null)));
    }

    /** An integration of the current tenant transaction, also one that has no provider to call. */
    public Uni<IntegrationSummary> require(UUID id) {
        return integrations.require(id).map(Endpoints::summary);
    }

    /** The integrations whose providers are called, in the current tenant transaction. */
    public Uni<List<IntegrationSummary>> summaries() {
        return integrations
                .builtin()
                .map(found -> found.stream().map(Endpoints::summary).toList());
    }

    /** A credential that is used is encrypted under the current key. */
    private Uni<Void> renew(@Nullable IntegrationEntity integration) {
        String sealed = integration == null ? null : integration.credential();
        return integration == null || sealed == null
                ? Uni.createFrom().voidItem()
                : credentials.renew(integration.organizationId(), integration.id(), sealed);
    }

    private static IntegrationSummary summary(IntegrationEntity integration) {
        return new IntegrationSummary(
                integration.id(), integration.name(), integration.provider(), integration.enabled());
    }

    private Endpoint endpoint(IntegrationEntity integration) {
        String sealed = integration.credential();
        return new Endpoint(
                integration.organizationId(),
                integration.provider().text(),
                integration.baseUrl(),
                sealed == null ? null : credentials.open(integration.organizationId(), integration.id(), sealed),
                integration.endpointVersion());
    }
}
