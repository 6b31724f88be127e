package io.atrium.integration.catalog;

import io.atrium.integration.provider.BaseUrls;
import io.atrium.integration.secret.CredentialSealer;
import io.atrium.integration.secret.SourceSecrets;
import io.atrium.integration.secret.WebhookSecrets;
import io.atrium.integration.source.ReservedSources;
import io.atrium.integration.source.Sources;
import io.atrium.integration.source.WebhookRequest;
import io.atrium.integration.source.WebhookSettings;
import io.atrium.kit.address.PublicAddress;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.id.Ids;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with integrations. */
@ApplicationScoped
class IntegrationService {

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final IntegrationRepository integrations;
    private final WebhookSecrets secrets;
    private final Sources sources;
    private final CredentialSealer sealer;
    private final PublicAddress address;
    private final Cursors cursors;
    private final CatalogConfig config;

    IntegrationService(
            TenantTransaction transaction,
            CallerContext callers,
            IntegrationRepository integrations,
            WebhookSecrets secrets,
            Sources sources,
            CredentialSealer sealer,
            PublicAddress address,
            Cursors cursors,
            CatalogConfig config) {
        this.transaction = transaction;
        this.callers = callers;
        this.integrations = integrations;
        this.secrets = secrets;
        this.sources = sources;
        this.sealer = sealer;
        this.address = address;
        this.cursors = cursors;
        this.config = config;
    }

    Uni<Page<IntegrationResponse>> list(PageRequest request) {
        Paging page = cursors.open(IntegrationRepository.LIST, callers.current().organizationId(), request);
        return transaction.read(() -> integrations
                .page(page)
                .chain(found -> secrets.of(
                                found.stream().map(IntegrationEntity::id).toList())
                        .map(all -> page.page(found, IntegrationRepository::key)
                                .map(integration -> response(integration, all.apply(integration.id()), null)))));
    }

    Uni<IntegrationResponse> get(UUID id) {
        return transaction.read(() -> integrations
                .require(id)
                .chain(integration -> secrets.of(id).map(known -> response(integration, known, null))));
    }

    Uni<IntegrationResponse> create(CreateIntegrationRequest request) {
        ReservedSources.refuse(request.webhook().source());
        WebhookSettings webhook = request.webhook().settings();
        if (request.provider() != null && request.provider() != Provider.CUSTOM) {
            throw ProblemException.invalid("provider", "must be custom: the others exist from the start");
        }
        UUID organization = callers.current().organizationId();
        IntegrationEntity integration =
                new IntegrationEntity(organization, Ids.next(), Provider.CUSTOM, false, webhook.source());
        integration.settings(
                request.name(), baseUrl(request.baseUrl()), !Boolean.FALSE.equals(request.enabled()), webhook);
        credentials(integration, request.credentials());
        return transaction.run(() -> requireRoom()
                .chain(() -> integrations.create(integration))
                .chain(created -> secrets.create(
                        organization,
                        created.id(),
                        webhook.scheme(),
                        request.webhook().secret()))
                .call(secret -> sources.publish(integration.webhookSource(), secret.secrets()))
                .map(secret -> response(integration, secret.secrets(), secret.text())));
    }

    private Uni<Void> requireRoom() {
        return integrations
                .lockAdding()
                .chain(() -> integrations.count())
                .invoke(count -> {
                    if (count >= config.maxPerOrganization()) {
                        throw new ProblemException(
                                ErrorCode.CONFLICT,
                                "The organization has " + count + " integrations; it may have "
                                        + config.maxPerOrganization() + ".");
                    }
                })
                .replaceWithVoid();
    }

    Uni<IntegrationResponse> update(UUID id, Preconditions preconditions, UpdateIntegrationRequest request) {
        return transaction.run(() -> integrations
                .lock(id)
                .invoke(integration -> preconditions.check(integration.version()))
                .invoke(integration -> change(integration, request))
                .call(integrations::flushNow)
                .chain(integration -> secrets.of(id)
                        .call(known -> sources.publish(integration.webhookSource(), known))
                        .map(known -> response(integration, known, null))));
    }

    Uni<Void> delete(UUID id, Preconditions preconditions) {
        return transaction.run(() -> integrations
                .lock(id)
                .invoke(integration -> preconditions.check(integration.version()))
                .invoke(IntegrationService::requireOwn)
                .call(integration -> sources.withdraw(integration.webhookSource()))
                .call(integration -> secrets.remove(id))
                .chain(integrations::delete));
    }

    private void change(IntegrationEntity integration, UpdateIntegrationRequest request) {
        WebhookRequest given = request.webhook();
        if (given != null && !given.source().equals(integration.source())) {
            throw ProblemException.invalid("webhook.source", "cannot change");
        }
        if (given != null && given.secret() != null) {
            throw ProblemException.invalid("webhook.secret", "is rotated by POST …/secret");
        }
        WebhookSettings webhook = given == null ? integration.webhook() : settings(integration, given);
        if (webhook.scheme() != integration.webhook().scheme()) {
            throw ProblemException.invalid("webhook.scheme", "cannot change: the secret is of this scheme");
        }
        boolean enabled = request.enabled() == null ? integration.enabled() : request.enabled();
        integration.settings(request.name(), baseUrl(request.baseUrl()), enabled, webhook);
        credentials(integration, request.credentials());
    }

    /** The records of a built-in source are known by one member, which orders their events. */
    private static WebhookSettings settings(IntegrationEntity integration, WebhookRequest given) {
        WebhookSettings settings = given.settings();
        if (!integration.builtin()) {
            return settings;
        }
        if (given.entityId() != null && !given.entityId().equals(WebhookSettings.RECORD_ID)) {
            throw ProblemException.invalid(
                    "webhook.entity_id",
                    "is " + WebhookSettings.RECORD_ID + " of a source that every organization has");
        }
        return settings.withEntityId(WebhookSettings.RECORD_ID);
    }

    private void credentials(IntegrationEntity integration, @Nullable Credentials credentials) {
        if (credentials != null) {
            integration.credential(sealer.seal(integration.organizationId(), integration.id(), credentials.token()));
        }
    }

    private static @Nullable String baseUrl(@Nullable String given) {
        return given == null || given.isEmpty() ? null : BaseUrls.requireOutside("base_url", given);
    }

    private static void requireOwn(IntegrationEntity integration) {
        if (integration.builtin()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Every organization has this integration; it can be disabled.");
        }
    }

    private IntegrationResponse response(
            IntegrationEntity integration, SourceSecrets known, @Nullable String shownOnce) {
        Instant now = Instant.now();
        WebhookSettings webhook = integration.webhook();
        return new IntegrationResponse(
                integration.id(),
                integration.name(),
                integration.provider(),
                integration.baseUrl(),
                integration.credential() != null,
                integration.enabled(),
                new IntegrationResponse.Webhook(
                        webhook.source(),
                        address.resolve("/api/v1/webhooks/" + webhook.source() + "/" + integration.organizationId())
                                .toString(),
                        webhook.scheme(),
                        webhook.header(),
                        webhook.algorithm(),
                        webhook.encoding(),
                        webhook.prefix(),
                        webhook.timestampHeader(),
                        webhook.eventId(),
                        webhook.entityId(),
                        shownOnce,
                        known.valid(now).stream()
                                .map(secret -> new IntegrationResponse.Secret(
                                        secret.id(), secret.createdAt(), secret.expiresAt()))
                                .toList()),
                integration.version(),
                integration.createdAt(),
                integration.updatedAt());
    }
}
