package io.atrium.integration.provisioning;

import io.atrium.integration.catalog.BuiltinIntegrations;
import io.atrium.integration.catalog.Provider;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives an organization the integrations that every one has. Doing it again adds the missing ones. */
@ApplicationScoped
class Provisioning {

    private final TenantTransaction transaction;
    private final BuiltinIntegrations integrations;

    Provisioning(TenantTransaction transaction, BuiltinIntegrations integrations) {
        this.transaction = transaction;
        this.integrations = integrations;
    }

    /** Each integration in a transaction of its own: when one cannot be added, the others are. */
    Uni<Void> provision(UUID organizationId) {
        return inOrganization(organizationId, integrations::missing).chain(missing -> add(organizationId, missing));
    }

    private Uni<Void> add(UUID organizationId, List<Provider> providers) {
        return Multi.createFrom()
                .iterable(providers)
                .onItem()
                .transformToUni(
                        provider -> inOrganization(organizationId, () -> integrations.create(organizationId, provider)))
                .collectFailures()
                .concatenate()
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private <T> Uni<T> inOrganization(UUID organizationId, Supplier<Uni<T>> work) {
        return transaction.run(TenantScope.system(organizationId, null), work);
    }
}
