package io.atrium.audit.trail;

import io.atrium.audit.chain.ChainLink;
import io.atrium.audit.chain.StoredLink;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One event of a chain with its payload; of an erased one the payload's fields are null. */
@Entity
@Immutable
@Table(name = "audit_trail")
@IdClass(StoredEventEntity.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredEventEntity {
    @Id
    public UUID organizationId;

    @Id
    public long seq;

    public UUID eventId;
    public Instant recordedAt;
    public boolean clockSkew;
    public byte[] digest;
    public byte[] hash;

    @Nullable
    public String action;

    @Nullable
    public String resourceType;

    @Nullable
    public String resourceId;

    @Nullable
    public String outcome;

    @Nullable
    public String actorType;

    @Nullable
    public String actorId;

    @Nullable
    public String ip;

    @Nullable
    public String requestId;

    @Nullable
    public Instant occurredAt;

    @Nullable
    public String words;

    @Nullable
    public String record;

    public byte @Nullable [] salt;

    /** This event as verification looks at it. */
    StoredLink toStoredLink() {
        ChainLink link = new ChainLink(organizationId, seq, eventId, recordedAt, clockSkew, digest);
        if (record == null || salt == null) {
            return new StoredLink(link, hash, null);
        }
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("organization_id", organizationId);
        columns.put("event_id", eventId);
        columns.put("action", action);
        columns.put("resource_type", resourceType);
        columns.put("resource_id", resourceId);
        columns.put("outcome", outcome);
        columns.put("actor_type", actorType);
        columns.put("actor_id", actorId);
        columns.put("ip", ip);
        columns.put("request_id", requestId);
        columns.put("occurred_at", occurredAt);
        columns.put("words", words);
        return new StoredLink(link, hash, new StoredLink.Payload(record, salt, columns));
    }

    /** Whose event it is and where it stands. */
    public record Key(UUID organizationId, long seq) implements Serializable {}
}
