package io.atrium.kit.outbox;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.MessageType;
import io.atrium.kit.id.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to publish once the transaction has committed.
 *
 * @param id the CloudEvent's id; consumers deduplicate by it
 * @param key the record's key: order is kept among messages of one key
 * @param type the CloudEvent's type, {@code io.atrium.…}
 * @param subject the CloudEvent's subject, the id of what it is about
 * @param data serialized to JSON; null publishes a tombstone
 */
public record OutboxMessage(
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable UUID organizationId,
        @Nullable String subject,
        @Nullable Object data) {

    public OutboxMessage {
        requireNonNull(id, "id");
        requireNonNull(topic, "topic");
        requireNonNull(key, "key");
        requireNonNull(type, "type");
    }

    public static OutboxMessage of(
            String topic, String key, String type, @Nullable UUID organizationId, String subject, Object data) {
        return new OutboxMessage(Ids.next(), topic, key, type, organizationId, subject, data);
    }

    /** A message of a kind that {@code contracts} defines. */
    public static <T> OutboxMessage of(
            MessageType<T> kind, String key, @Nullable UUID organizationId, @Nullable String subject, T data) {
        return new OutboxMessage(Ids.next(), kind.topic(), key, kind.name(), organizationId, subject, kind.write(data));
    }

    /** Removes the key from a compacted topic. */
    public static OutboxMessage tombstone(MessageType<?> kind, String key, @Nullable UUID organizationId) {
        return new OutboxMessage(Ids.next(), kind.topic(), key, kind.name(), organizationId, null, null);
    }
}
