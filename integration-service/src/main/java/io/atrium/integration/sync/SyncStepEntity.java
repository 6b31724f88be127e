package io.atrium.integration.sync;

import io.atrium.integration.record.RecordKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@IdClass(SyncStepEntity.Key.class)
@Table(name = "sync_step")
class SyncStepEntity {

    @Id
    @Column(name = "job_id")
    private UUID jobId;

    @Id
    @Column
    private int position;

    @Column(name = "organization_id")
    private UUID organizationId;

    @Column
    private String kind;

    @Enumerated(EnumType.STRING)
    @Column
    private SyncStatus status;

    @Column
    private int pages;

    @Column
    private int seen;

    @Column
    private int changed;

    @Column
    private int rejected;

    @Column
    private int deleted;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column
    private @Nullable String error;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Version
    private int version;

    protected SyncStepEntity() {}

    SyncStepEntity(UUID organizationId, UUID jobId, int position, RecordKind kind) {
        this.organizationId = organizationId;
        this.jobId = jobId;
        this.position = position;
        this.kind = kind.path();
        this.status = SyncStatus.QUEUED;
    }

    UUID jobId() {
        return jobId;
    }

    SyncJobResponse.Step response() {
        return new SyncJobResponse.Step(
                kind, status, pages, seen, changed, rejected, deleted, errorCode, error, startedAt, finishedAt);
    }

    /** Within the organization of the transaction. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Nullable
        UUID jobId;

        int position;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Objects.equals(jobId, key.jobId) && position == key.position;
        }

        @Override
        public int hashCode() {
            return Objects.hash(jobId, position);
        }
    }
}
