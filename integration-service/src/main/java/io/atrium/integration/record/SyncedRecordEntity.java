package io.atrium.integration.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A synced record as the API reads it; it is written by plain SQL. */
@Entity
@Immutable
@IdClass(SyncedRecordEntity.Key.class)
@Table(name = "synced_record")
class SyncedRecordEntity {

    /** In characters, by the table's constraint. */
    static final int LONGEST_ID = 512;

    @Id
    @Column
    String kind;

    @Id
    @Column(name = "external_id")
    String externalId;

    @Formula("cast(record as text)")
    String record = "{}";

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "record_version")
    long recordVersion;

    @Column
    boolean deleted;

    @Column
    String origin;

    @Column(name = "origin_id")
    UUID originId;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column
    int version;

    /** Within the organization of the transaction. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Nullable
        String kind;

        @Nullable
        String externalId;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && Objects.equals(kind, key.kind)
                    && Objects.equals(externalId, key.externalId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, externalId);
        }
    }
}
