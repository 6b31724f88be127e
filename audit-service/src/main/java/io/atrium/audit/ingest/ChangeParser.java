package io.atrium.audit.ingest;

import io.atrium.audit.chain.AuditRecord;
import io.atrium.contracts.ChangeRecord;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.id.Uuids;
import io.atrium.kit.time.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of the topic of changes, and says by a machine code why one is none. The form is the contract's; the
 * bounds are those of the trail's columns and indexes.
 */
final class ChangeParser {
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");
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
        ChangeRecord change = event.requireChange();
        String action = limited("action", change.action(), SHORT);
        if (!ACTION.matcher(action).matches()) {
            throw new UnreadableEventException(
                    UnreadableEventException.SCHEMA_UNKNOWN, "The field action has a value that is not known");
        }
        LargeValues values = LargeValues.of(bytes, change.before(), change.after(), change.detail());
        return new AuditRecord(
                change.organizationId(),
                eventId(event),
                limited("source", event.source(), SHORT),
                action,
                limited("resource_type", change.resourceType(), SHORT),
                resourceId(change),
                change.outcome().name(),
                time(limited("occurred_at", change.occurredAt(), SHORT)),
                change.actor().type().name(),
                optional("actor.id", change.actor().id(), SHORT),
                optional("ip", change.ip(), SHORT),
                optional("user_agent", change.userAgent(), LONG),
                optional("request_id", change.requestId(), SHORT),
                change.version(),
                values.before(),
                values.after(),
                values.detail());
    }

    /** An index holds it together with its type, and takes 2,704 bytes. */
    private static @Nullable String resourceId(ChangeRecord change) throws UnreadableEventException {
        String id = optional("resource_id", change.resourceId(), LONG);
        if (id != null && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES) {
            throw malformed("resource_id");
        }
        return id;
    }

    private static UUID eventId(EventEnvelope event) throws UnreadableEventException {
        return Uuids.parse(event.id()).orElseThrow(() -> malformed("id"));
    }

    private static Instant time(String text) throws UnreadableEventException {
        return Rfc3339.parse(text).orElseThrow(() -> malformed("occurred_at")).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String optional(String name, @Nullable String value, int longest)
            throws UnreadableEventException {
        return value == null ? null : limited(name, value, longest);
    }

    private static String limited(String name, String value, int longest) throws UnreadableEventException {
        if (value.length() > longest || value.indexOf('\0') >= 0) {
            throw malformed(name);
        }
        return value;
    }

    private static UnreadableEventException malformed(String field) {
        return new UnreadableEventException(
                UnreadableEventException.MALFORMED, "The field " + field + " is missing or has a wrong form");
    }
}
