package io.atrium.tenant.statistics;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.id.Ids;
import io.atrium.kit.inbox.InboxEntry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event and all that it does to the counters. */
record CountedEvent(
        InboxEntry entry,
        List<CounterChange> changes,
        @Nullable String traceParent) {
    CountedEvent {
        changes = List.copyOf(changes);
    }

    static CountedEvent of(EventEnvelope event, List<CounterChange> changes) throws UnreadableEventException {
        return new CountedEvent(new InboxEntry(event.requireOrganization(), id(event)), changes, event.traceParent());
    }

    /** A CloudEvent's id is unique within its source and need not be a UUID. */
    private static UUID id(EventEnvelope event) {
        return Ids.derived(event.source(), event.id());
    }
}
