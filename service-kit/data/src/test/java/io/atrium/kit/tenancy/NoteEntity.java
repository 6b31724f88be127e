package io.atrium.kit.tenancy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "note")
@IdClass(NoteEntity.Key.class)
class NoteEntity {

    record Key(UUID organizationId, UUID id) implements Serializable {}

    @Id
    @Column(name = "organization_id")
    UUID organizationId;

    @Id
    UUID id;

    String text;

    @Nullable
    String secret;

    @Column(name = "seen_at")
    @Nullable
    OffsetDateTime seenAt;

    @Version
    int version;
}
