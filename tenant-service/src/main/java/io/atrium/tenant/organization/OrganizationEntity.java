package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "organizations")
class OrganizationEntity {
    @Id
    UUID organizationId;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    String domain;

    @Column(nullable = false)
    String subdomain;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    OrganizationStatus status;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Plan plan;

    /** A JSON object as text. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    String settings;

    @Column(nullable = false, updatable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant updatedAt;

    @Version
    int version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OrganizationEntity() {}

    OrganizationEntity(
            UUID organizationId, String name, String domain, String subdomain, OrganizationStatus status, Plan plan) {
        this.organizationId = organizationId;
        this.name = name;
        this.domain = domain;
        this.subdomain = subdomain;
        this.status = status;
        this.plan = plan;
        this.settings = "{}";
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        this.updatedAt = createdAt;
    }

    void touch() {
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
