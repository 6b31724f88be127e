package io.atrium.integration.secret;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "webhook_secret")
class SecretEntity {

    @Id
    private UUID id;

    @Column(name = "organization_id")
    private UUID organizationId;

    @Column(name = "integration_id")
    private UUID integrationId;

    @Column
    private String ciphertext;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Version
    private int version;

    protected SecretEntity() {}

    SecretEntity(UUID organizationId, UUID integrationId, UUID id, String ciphertext) {
        this.organizationId = organizationId;
        this.integrationId = integrationId;
        this.id = id;
        this.ciphertext = ciphertext;
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    void expireAt(Instant time) {
        expiresAt = time.truncatedTo(ChronoUnit.MICROS);
    }

    void sealedAnew(String sealed) {
        ciphertext = sealed;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    UUID integrationId() {
        return integrationId;
    }

    String ciphertext() {
        return ciphertext;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }
}
