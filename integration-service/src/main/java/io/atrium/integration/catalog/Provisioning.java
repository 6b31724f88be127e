package io.atrium.integration.catalog;

import io.atrium.integration.provider.ProbeSchedule;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.id.Ids;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives an organization the integrations that every one has. Doing it again adds what is missing. */
@ApplicationScoped
class Provisioning {

    private static final Map<Provider, String> NAMES = Map.of(
            Provider.USER, "User management",
            Provider.PAYMENT, "Payments",
            Provider.COMMUNICATION, "Communication");

    private final TenantTransaction transaction;
    private final IntegrationRepository integrations;
    private final SecretRotation rotation;
    private final SecretSealer sealer;
    private final WorkQueue queue;
    private final ProbeSchedule probes;

    Provisioning(
            TenantTransaction transaction,
            IntegrationRepository integrations,
            SecretRotation rotation,
            SecretSealer sealer,
            WorkQueue queue,
            ProbeSchedule probes) {
        this.transaction = transaction;
        this.integrations = integrations;
        this.rotation = rotation;
        this.sealer = sealer;
        this.queue = queue;
        this.probes = probes;
    }

    /** Each integration in a transaction of its own: one that cannot be made does not keep the others from being made. */
    Uni<Void> provision(UUID organizationId) {
        return inOrganization(organizationId, integrations::builtin)
                .map(Provisioning::missing)
                .chain(missing -> add(organizationId, missing));
    }

    private static List<Provider> missing(List<IntegrationEntity> known) {
        List<Provider> present = known.stream().map(IntegrationEntity::provider).toList();
        return Provider.BUILTIN.stream()
                .filter(provider -> !present.contains(provider))
                .toList();
    }

    private Uni<Void> add(UUID organizationId, List<Provider> providers) {
        return Multi.createFrom()
                .iterable(providers)
                .onItem()
                .transformToUni(provider -> inOrganization(organizationId, () -> add(organizationId, provider)))
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

    private Uni<String> add(UUID organizationId, Provider provider) {
        UUID id = Ids.next();
        IntegrationEntity integration = new IntegrationEntity(organizationId, id, provider, true, provider.text());
        integration.settings(
                NAMES.getOrDefault(provider, provider.text()), null, true, WebhookSettings.standard(provider.text()));
        integration.credential(sealer.sealCredential(organizationId, id, sealer.newCredential()));
        return integrations
                .create(integration)
                .chain(created -> rotation.first(created, null))
                .call(() -> queue.enqueue(organizationId, WorkKind.PROVIDER_PROBE, provider.text(), probes.first()));
    }
}
