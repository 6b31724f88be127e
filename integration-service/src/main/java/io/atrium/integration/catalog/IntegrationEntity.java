package io.atrium.integration.catalog;

import io.atrium.contracts.SignatureScheme;
import io.atrium.integration.source.WebhookSettings;
import io.atrium.integration.source.WebhookSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "integration")
class IntegrationEntity {

    @Id
    private UUID id;

    @Column(name = "organization_id")
    private UUID organizationId;

    @Column
    private String name;

    @Column
    private String provider;

    @Column(name = "base_url")
    private @Nullable String baseUrl;

    @Column
    private @Nullable String credential;

    @Column(name = "endpoint_version")
    private int endpointVersion;

    @Column
    private boolean enabled;

    @Column
    private boolean builtin;

    @Column
    private String source;

    @Column
    private String scheme;

    @Column
    private @Nullable String header;

    @Column
    private String algorithm;

    @Column
    private String encoding;

    @Column
    private @Nullable String prefix;

    @Column(name = "timestamp_header")
    private @Nullable String timestampHeader;

    @Column(name = "event_id")
    private @Nullable String eventId;

    @Column(name = "entity_id")
    private @Nullable String entityId;

    @Version
    private int version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected IntegrationEntity() {}

    IntegrationEntity(UUID organizationId, UUID id, Provider provider, boolean builtin, String source) {
        this.organizationId = organizationId;
        this.id = id;
        this.provider = provider.text();
        this.builtin = builtin;
        this.source = source;
        this.createdAt = now();
        this.updatedAt = createdAt;
    }

    void settings(String newName, @Nullable String newBaseUrl, boolean isEnabled, WebhookSettings webhook) {
        name = newName;
        if (!Objects.equals(baseUrl, newBaseUrl)) {
            // A credential is for where it was given: it is not sent to another host.
            baseUrl = newBaseUrl;
            credential = null;
            endpointVersion++;
        }
        enabled = isEnabled;
        scheme = webhook.scheme().text();
        header = webhook.header();
        algorithm = webhook.algorithm();
        encoding = webhook.encoding();
        prefix = webhook.prefix();
        timestampHeader = webhook.timestampHeader();
        eventId = webhook.eventId();
        entityId = webhook.entityId();
        touch();
    }

    void credential(String sealed) {
        credential = sealed;
        endpointVersion++;
    }

    /** Counts as a change, so that the version grows. */
    void touch() {
        updatedAt = now();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    WebhookSettings webhook() {
        return new WebhookSettings(
                source,
                SignatureScheme.of(scheme),
                header,
                algorithm,
                encoding,
                prefix,
                timestampHeader,
                eventId,
                entityId);
    }

    /** The inbound half as it is published, with the version that the entity has now. */
    WebhookSource webhookSource() {
        return new WebhookSource(organizationId, id, provider, webhook(), enabled, version);
    }

    UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    String name() {
        return name;
    }

    Provider provider() {
        return Provider.of(provider);
    }

    @Nullable
    String baseUrl() {
        return baseUrl;
    }

    @Nullable
    String credential() {
        return credential;
    }

    /** Grows with each change of the address or the credential. */
    int endpointVersion() {
        return endpointVersion;
    }

    boolean enabled() {
        return enabled;
    }

    boolean builtin() {
        return builtin;
    }

    String source() {
        return source;
    }

    int version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
