package io.atrium.audit.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.audit.chain.AuditRecord;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.time.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a record of the topic of changes, and says by a machine code why one is none. */
final class ChangeParser {
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");
    private static final Set<String> OUTCOMES = Set.of("SUCCESS", "FAILURE", "DENIED");
    private static final Set<String> ACTORS = Set.of("USER", "SERVICE", "SYSTEM", "PROVIDER", "ANONYMOUS");
    private static final int SHORT = 128;
    private static final int LONG = 1024;
    private static final int MOST_ID_BYTES = 2048;

    private ChangeParser() {}

    static Change parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        String canonical = read(record.value()).canonical();
        return Change.of(canonical, Instant.ofEpochMilli(record.timestamp()));
    }

    private static AuditRecord read(byte @Nullable [] value) throws UnreadableEventException {
        byte[] bytes = value == null ? new byte[0] : value;
        EventEnvelope event = EventEnvelope.parse(bytes);
        JsonNode data = event.requireData();
        UUID organization = event.requireOrganization();
        if (!organization
                .toString()
                .equalsIgnoreCase(data.path("organization_id").asText())) {
            throw new UnreadableEventException(
                    UnreadableEventException.TENANT_INVALID, "Envelope and data name different organizations");
        }
        String action = required(data, "action");
        event.requireType("io.atrium." + action);
        if (!ACTION.matcher(action).matches()) {
            throw unknown("action");
        }
        JsonNode actor = data.path("actor");
        LargeValues values = LargeValues.of(bytes, object(data, "before"), object(data, "after"), any(data, "detail"));
        return new AuditRecord(
                organization,
                eventId(event),
                limited("source", event.source(), SHORT),
                action,
                required(data, "resource_type"),
                resourceId(data),
                oneOf(OUTCOMES, data, "outcome"),
                time(required(data, "occurred_at")),
                oneOf(ACTORS, actor, "type"),
                text(actor, "id", SHORT),
                text(data, "ip", SHORT),
                text(data, "user_agent", LONG),
                text(data, "request_id", SHORT),
                number(data, "version"),
                values.before(),
                values.after(),
                values.detail());
    }

    /** An index holds it together with its type, and takes 2,704 bytes. */
    private static @Nullable String resourceId(JsonNode data) throws UnreadableEventException {
        String id = text(data, "resource_id", LONG);
        if (id != null && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES) {
            throw malformed("resource_id");
        }
        return id;
    }

    private static UUID eventId(EventEnvelope event) throws UnreadableEventException {
        try {
            UUID id = UUID.fromString(event.id());
            if (id.toString().equalsIgnoreCase(event.id())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw malformed("id");
    }

    private static Instant time(String text) throws UnreadableEventException {
        return Rfc3339.parse(text).orElseThrow(() -> malformed("occurred_at")).truncatedTo(ChronoUnit.MICROS);
    }

    private static String oneOf(Set<String> values, JsonNode parent, String name) throws UnreadableEventException {
        String value = required(parent, name);
        if (!values.contains(value)) {
            throw unknown(name);
        }
        return value;
    }

    private static String required(JsonNode parent, String name) throws UnreadableEventException {
        String value = text(parent, name, SHORT);
        if (value == null || value.isEmpty()) {
            throw malformed(name);
        }
        return value;
    }

    private static @Nullable String text(JsonNode parent, String name, int longest) throws UnreadableEventException {
        JsonNode value = any(parent, name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw malformed(name);
        }
        return limited(name, value.textValue(), longest);
    }

    private static String limited(String name, String value, int longest) throws UnreadableEventException {
        if (value.length() > longest || value.indexOf('\0') >= 0) {
            throw malformed(name);
        }
        return value;
    }

    private static @Nullable Long number(JsonNode parent, String name) throws UnreadableEventException {
        JsonNode value = any(parent, name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name);
        }
        return value.longValue();
    }

    private static @Nullable JsonNode object(JsonNode parent, String name) throws UnreadableEventException {
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

    private static UnreadableEventException malformed(String field) {
        return new UnreadableEventException(
                UnreadableEventException.MALFORMED, "The field " + field + " is missing or has a wrong form");
    }

    private static UnreadableEventException unknown(String field) {
        return new UnreadableEventException(
                UnreadableEventException.SCHEMA_UNKNOWN, "The field " + field + " has a value that is not known");
    }
}
