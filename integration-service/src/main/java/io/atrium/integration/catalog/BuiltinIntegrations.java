package io.atrium.integration.catalog;

import io.atrium.integration.provider.ProbeSchedule;
import io.atrium.integration.secret.CredentialSealer;
import io.atrium.integration.secret.WebhookSecrets;
import io.atrium.integration.source.Sources;
import io.atrium.integration.source.WebhookSettings;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The integrations that every organization has from the start, in the current tenant transaction. */
@ApplicationScoped
public class BuiltinIntegrations {

    private static final Map<Provider, String> NAMES = Map.of(
            Provider.USER, "User management",
            Provider.PAYMENT, "Payments",
            Provider.COMMUNICATION, "Communication");

    private final IntegrationRepository integrations;
    private final WebhookSecrets secrets;
    private final CredentialSealer credentials;
    private final Sources sources;
    private final WorkQueue queue;
    private final ProbeSchedule probes;

    BuiltinIntegrations(
            IntegrationRepository integrations,
            WebhookSecrets secrets,
            CredentialSealer credentials,
            Sources sources,
            WorkQueue queue,
            ProbeSchedule probes) {
        this.integrations = integrations;
        this.secrets = secrets;
        this.credentials = credentials;
        this.sources = sources;
        this.queue = queue;
        this.probes = probes;
    }

    /** The providers that the organization has no integration with. */
    public Uni<List<Provider>> missing() {
        return integrations.builtin().map(BuiltinIntegrations::missing);
    }

    /** Adds the integration with a new credential, its first webhook secret and its probe. */
    public Uni<Void> create(UUID organizationId, Provider provider) {
        UUID id = Ids.next();
        IntegrationEntity integration = new IntegrationEntity(organizationId, id, provider, true, provider.text());
        integration.settings(
                NAMES.getOrDefault(provider, provider.text()), null, true, WebhookSettings.standard(provider.text()));
        integration.credential(credentials.seal(organizationId, id, credentials.create()));
        return integrations
                .create(integration)
                .chain(created ->
                        secrets.create(organizationId, id, created.webhook().scheme(), null))
                .chain(secret -> sources.publish(integration.webhookSource(), secret.secrets()))
                .chain(() -> queue.enqueue(organizationId, WorkKind.PROVIDER_PROBE, provider.text(), probes.first()));
    }

    private static List<Provider> missing(List<IntegrationEntity> known) {
        List<Provider> present = known.stream().map(IntegrationEntity::provider).toList();
        return Provider.BUILTIN.stream()
                .filter(provider -> !present.contains(provider))
                .toList();
    }
}
