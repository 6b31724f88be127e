package io.atrium.tenant.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.contracts.ChangeRecord;
import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts audit events, users by role and integrations by provider. Every change brings the row before and after, so
 * its effect is one less of what was and one more of what is, whatever order changes come in.
 */
@ApplicationScoped
class ChangesHandler implements BatchHandler<CountedEvent> {
    static final String CONSUMER = "statistics-changes";

    private final Counters counters;

    ChangesHandler(Counters counters) {
        this.counters = counters;
    }

    /** Events of the platform itself belong to nobody's statistics. */
    @Override
    public @Nullable CountedEvent parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        EventEnvelope event = EventEnvelope.parse(record.value());
        return event.organizationId() == null ? null : CountedEvent.of(event, changes(event));
    }

    @Override
    public Uni<Void> process(List<CountedEvent> events) {
        return counters.apply(CONSUMER, events);
    }

    private static List<CounterChange> changes(EventEnvelope event) throws UnreadableEventException {
        ChangeRecord change = event.requireChange();
        List<CounterChange> changes = new ArrayList<>();
        add(changes, event, CounterChange.AUDIT_EVENTS, "", 1);
        switch (change.resourceType()) {
            case "user" -> addRow(changes, event, change, CounterChange.USERS, "role");
            case "integration" -> addRow(changes, event, change, CounterChange.INTEGRATIONS, "provider");
            default -> {}
        }
        return changes;
    }

    private static void addRow(
            List<CounterChange> changes, EventEnvelope event, ChangeRecord change, String metric, String column)
            throws UnreadableEventException {
        String before = living(change.before(), column);
        String after = living(change.after(), column);
        if (before.equals(after)) {
            return;
        }
        if (!before.isEmpty()) {
            add(changes, event, metric, before, -1);
        }
        if (!after.isEmpty()) {
            add(changes, event, metric, after, 1);
        }
    }

    /** The column of a row that is there; nothing for none and for one that is deleted softly. */
    private static String living(@Nullable JsonNode row, String column) {
        return row != null && !row.hasNonNull("deleted_at") ? row.path(column).asText() : "";
    }

    private static void add(
            List<CounterChange> changes, EventEnvelope event, String metric, String dimension, long delta)
            throws UnreadableEventException {
        UUID organization = event.requireOrganization();
        changes.add(new CounterChange(organization, metric, dimension, delta, event.time()));
    }
}
