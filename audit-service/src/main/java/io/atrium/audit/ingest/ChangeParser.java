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
 * Reads a record of the topic of changes, and says by a machine code why one is none. The form is the contract's. No
 * text beside the values has more than 128 characters, {@code resource_id} and {@code user_agent} 1,024: columns and
 * indexes hold them.
 */
final class ChangeParser {
    private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+");
    private static final int SHORT = 128;
    private static final int LONG = 1024;
    private static final int MOST_ID_BYTES = 2048;

    private ChangeParser() {}

    static Change parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        EventEnvelope event = EventEnvelope.parse(value);
        return Change.of(
                read(event, value).canonicalForm(), Instant.ofEpochMilli(record.timestamp()), event.traceParent());
    }

    private static AuditRecord read(EventEnvelope event, byte[] bytes) throws UnreadableEventException {
        ChangeRecord change = event.requireChange();
        bound(change);
        if (!ACTION.matcher(change.action()).matches()) {
            throw new UnreadableEventException(
                    UnreadableEventException.SCHEMA_UNKNOWN, "The field action has a value that is not known");
        }
        bounded("source", event.source(), SHORT);
        LargeValues values = LargeValues.of(bytes, change.before(), change.after(), change.detail());
        return new AuditRecord(
                eventId(event),
                event.source(),
                change.with(time(change.occurredAt())).with(values.before(), values.after(), values.detail()));
    }

    private static void bound(ChangeRecord change) throws UnreadableEventException {
        bounded("action", change.action(), SHORT);
        bounded("resource_type", change.resourceType(), SHORT);
        bounded("resource_id", change.resourceId(), LONG);
        bounded("occurred_at", change.occurredAt(), SHORT);
        bounded("actor.id", change.actor().id(), SHORT);
        bounded("ip", change.ip(), SHORT);
        bounded("user_agent", change.userAgent(), LONG);
        bounded("request_id", change.requestId(), SHORT);
        // An index holds it together with its type, and takes 2,704 bytes.
        String id = change.resourceId();
        if (id != null
                && id.length() > MOST_ID_BYTES / 3
                && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES) {
            throw malformed("resource_id");
        }
    }

    private static UUID eventId(EventEnvelope event) throws UnreadableEventException {
        return Uuids.parse(event.id()).orElseThrow(() -> malformed("id"));
    }

    private static Instant time(String text) throws UnreadableEventException {
        return Rfc3339.parse(text).orElseThrow(() -> malformed("occurred_at")).truncatedTo(ChronoUnit.MICROS);
    }

    private static void bounded(String name, @Nullable String value, int longest) throws UnreadableEventException {
        if (value != null && (value.length() > longest || value.indexOf('\0') >= 0)) {
            throw malformed(name);
        }
    }

    private static UnreadableEventException malformed(String field) {
        return new UnreadableEventException(
                UnreadableEventException.MALFORMED, "The field " + field + " is missing or has a wrong form");
    }
}
