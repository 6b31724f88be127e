package io.atrium.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.InvalidMessageException.Reason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form of a change's data. Written by hand: the rows within are taken as they are, with every digit of their numbers,
 * and this is on the way of every change into the audit trail.
 */
final class ChangeJson {
    private static final String ORGANIZATION_ID = "organization_id";
    private static final String ACTION = "action";
    private static final String RESOURCE_TYPE = "resource_type";
    private static final String RESOURCE_ID = "resource_id";
    private static final String OUTCOME = "outcome";
    private static final String OCCURRED_AT = "occurred_at";
    private static final String ACTOR = "actor";
    private static final String ACTOR_TYPE = "type";
    private static final String ACTOR_ID = "id";
    private static final String IP = "ip";
    private static final String USER_AGENT = "user_agent";
    private static final String REQUEST_ID = "request_id";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String VERSION = "version";
    private static final String DETAIL = "detail";
    private static final String DATA_SUBJECT = "data_subject";

    private static final ActionOutcome[] OUTCOMES = ActionOutcome.values();
    private static final ActorType[] ACTOR_TYPES = ActorType.values();

    private ChangeJson() {}

    static ChangeRecord read(JsonNode data) throws InvalidMessageException {
        JsonNode actor = data.path(ACTOR);
        return new ChangeRecord(
                organization(data),
                required(data, ACTION),
                required(data, RESOURCE_TYPE),
                text(data, RESOURCE_ID),
                oneOf(OUTCOMES, data, OUTCOME),
                required(data, OCCURRED_AT),
                new ChangeRecord.Actor(oneOf(ACTOR_TYPES, actor, ACTOR_TYPE), text(actor, ACTOR_ID)),
                text(data, IP),
                text(data, USER_AGENT),
                text(data, REQUEST_ID),
                object(data, BEFORE),
                object(data, AFTER),
                number(data, VERSION),
                any(data, DETAIL),
                text(data, DATA_SUBJECT));
    }

    static ObjectNode write(ChangeRecord change) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put(ORGANIZATION_ID, change.organizationId().toString());
        data.put(ACTION, change.action());
        data.put(RESOURCE_TYPE, change.resourceType());
        data.put(RESOURCE_ID, change.resourceId());
        data.put(OUTCOME, change.outcome().name());
        data.put(OCCURRED_AT, change.occurredAt());
        data.putObject(ACTOR)
                .put(ACTOR_TYPE, change.actor().type().name())
                .put(ACTOR_ID, change.actor().id());
        data.put(IP, change.ip());
        data.put(USER_AGENT, change.userAgent());
        data.put(REQUEST_ID, change.requestId());
        data.set(BEFORE, change.before());
        data.set(AFTER, change.after());
        data.put(VERSION, change.version());
        data.set(DETAIL, change.detail());
        if (change.dataSubject() != null) {
            data.put(DATA_SUBJECT, change.dataSubject());
        }
        return data;
    }

    private static UUID organization(JsonNode data) throws InvalidMessageException {
        String text = data.path(ORGANIZATION_ID).asText();
        try {
            UUID id = UUID.fromString(text);
            // the short forms that UUID.fromString takes are none
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new InvalidMessageException(Reason.ORGANIZATION, "The field " + ORGANIZATION_ID + " is no UUID");
    }

    private static <E extends Enum<E>> E oneOf(E[] values, JsonNode parent, String name)
            throws InvalidMessageException {
        String text = required(parent, name);
        for (E each : values) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw new InvalidMessageException(Reason.UNKNOWN_VALUE, "The field " + name + " has a value that is not known");
    }

    private static String required(JsonNode parent, String name) throws InvalidMessageException {
        String value = text(parent, name);
        if (value == null || value.isEmpty()) {
            throw malformed(name);
        }
        return value;
    }

    private static @Nullable String text(JsonNode parent, String name) throws InvalidMessageException {
        JsonNode value = any(parent, name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw malformed(name);
        }
        return value.textValue();
    }

    private static @Nullable Long number(JsonNode parent, String name) throws InvalidMessageException {
        JsonNode value = any(parent, name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name);
        }
        return value.longValue();
    }

    private static @Nullable JsonNode object(JsonNode parent, String name) throws InvalidMessageException {
        JsonNode value = any(parent, name);
        if (value != null && !value.isObject()) {
            throw malformed(name);
        }
        return value;
    }

    private static @Nullable JsonNode any(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static InvalidMessageException malformed(String name) {
        return new InvalidMessageException(Reason.MALFORMED, "The field " + name + " is missing or has a wrong form");
    }
}
