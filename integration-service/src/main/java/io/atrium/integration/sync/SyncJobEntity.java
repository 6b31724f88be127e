package io.atrium.integration.sync;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "sync_job")
class SyncJobEntity {

    @Id
    private UUID id;

    @Column(name = "organization_id")
    private UUID organizationId;

    @Column
    private String target;

    @Column
    private String mode;

    @Enumerated(EnumType.STRING)
    @Column
    private SyncStatus status;

    @Column
    private int attempts;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column
    private @Nullable String error;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Version
    private int version;

    protected SyncJobEntity() {}

    SyncJobEntity(UUID organizationId, UUID id, SyncTarget target, SyncMode mode) {
        this.organizationId = organizationId;
        this.id = id;
        this.target = target.text();
        this.mode = mode.text();
        this.status = SyncStatus.QUEUED;
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    UUID id() {
        return id;
    }

    UUID organizationId() {
        return organizationId;
    }

    SyncTarget target() {
        return SyncTarget.valueOf(target.toUpperCase(Locale.ROOT));
    }

    SyncMode mode() {
        return SyncMode.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    SyncStatus status() {
        return status;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    String errorCode() {
        return errorCode;
    }

    @Nullable
    String error() {
        return error;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant startedAt() {
        return startedAt;
    }

    @Nullable
    Instant finishedAt() {
        return finishedAt;
    }
}
