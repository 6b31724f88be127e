package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the audit trail keeps: a changed row, with what it was before and is after, or an action that changes no
 * row. The CloudEvents type is {@code io.atrium.<action>}, so it differs from action to action.
 *
 * <p>Most are written by SQL in the transaction of the change ({@code atrium.capture_change}, {@code atrium.change}), and
 * as {@code atrium.shortened} or {@code atrium.change_identity} tell them when they are too large. Where there is no
 * database they are written with {@link #write()}. Readers bound the lengths that they take.
 *
 * @param action {@code <resource>.<what happened>}, in the past tense
 * @param resourceType the kind of what it was done to
 * @param occurredAt RFC 3339
 * @param actor who did it
 * @param ip the address that the request came from
 * @param requestId as in {@code X-Request-Id}
 * @param before the row before, an object; when it is too large, an object with {@code truncated} and its digest
 * @param after the row after, in the same way
 * @param version the row's version after the change
 * @param detail anything else
 * @param dataSubject reserved: the id of the person whom the values are about
 */
public record ChangeRecord(
        UUID organizationId,
        String action,
        String resourceType,
        @Nullable String resourceId,
        ActionOutcome outcome,
        String occurredAt,
        Actor actor,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable Long version,
        @Nullable JsonNode detail,
        @Nullable String dataSubject) {

    public static final String TOPIC = Topics.CHANGES;

    public ChangeRecord {
        requireNonNull(organizationId, "organization_id");
        requireNonNull(action, "action");
        requireNonNull(resourceType, "resource_type");
        requireNonNull(outcome, "outcome");
        requireNonNull(occurredAt, "occurred_at");
        requireNonNull(actor, "actor");
    }

    /**
     * Who did it.
     *
     * @param id null when there is none
     */
    public record Actor(ActorType type, @Nullable String id) {
        public Actor {
            requireNonNull(type, "actor.type");
        }
    }

    /** An action of a provider that no request of a user caused. */
    public static ChangeRecord ofProvider(
            UUID organizationId,
            String action,
            String resourceType,
            String resourceId,
            ActionOutcome outcome,
            Instant occurredAt,
            @Nullable String ip,
            JsonNode detail) {
        return new ChangeRecord(
                organizationId,
                action,
                resourceType,
                resourceId,
                outcome,
                occurredAt.toString(),
                new Actor(ActorType.PROVIDER, null),
                ip,
                null,
                null,
                null,
                null,
                null,
                detail,
                null);
    }

    /**
     * Reads the data of a change. The values of {@code before}, {@code after} and {@code detail} are those given, not
     * copied.
     *
     * @throws InvalidMessageException when a member is missing or has another form, or a value is not known
     */
    public static ChangeRecord read(JsonNode data) throws InvalidMessageException {
        return ChangeJson.read(data);
    }

    /** The data as it travels, a new object; the values within are this record's own. */
    public ObjectNode write() {
        return ChangeJson.write(this);
    }

    /** The same with its time in the form of {@link Instant#toString()}, without what is reserved. */
    public ChangeRecord with(Instant time) {
        return with(time.toString(), before, after, detail, null);
    }

    /** The same with other values. */
    public ChangeRecord with(@Nullable JsonNode newBefore, @Nullable JsonNode newAfter, @Nullable JsonNode newDetail) {
        return with(occurredAt, newBefore, newAfter, newDetail, dataSubject);
    }

    private ChangeRecord with(
            String time,
            @Nullable JsonNode newBefore,
            @Nullable JsonNode newAfter,
            @Nullable JsonNode newDetail,
            @Nullable String newDataSubject) {
        return new ChangeRecord(
                organizationId,
                action,
                resourceType,
                resourceId,
                outcome,
                time,
                actor,
                ip,
                userAgent,
                requestId,
                newBefore,
                newAfter,
                version,
                newDetail,
                newDataSubject);
    }

    /** The CloudEvents type. */
    public String type() {
        return type(action);
    }

    /** The CloudEvents type of an action's changes. */
    public static String type(String action) {
        return EventAttributes.TYPE_PREFIX + action;
    }

    /** The key of its record in the topic. */
    public String key() {
        return organizationId.toString();
    }
}
