package io.atrium.webhook.source;

import org.jspecify.annotations.Nullable;

/** A source in the table, until it is left out. */
final class SourceEntry {

    /** Objects, keys and names of a source with everything but what its record and its pointers add. */
    private static final int BASE = 1536;
    /** A name of a pointer is a string of its own. */
    private static final int NAME = 56;

    private final long weight;
    private volatile @Nullable WebhookSource source;

    SourceEntry(WebhookSource source, int recordBytes) {
        this.weight = BASE + recordBytes + (long) NAME * (depth(source.eventId()) + depth(source.entityId()));
        this.source = source;
    }

    /** The bytes of memory that it takes, as estimated. */
    long weight() {
        return weight;
    }

    /** {@code null} when it was left out. */
    @Nullable
    WebhookSource source() {
        return source;
    }

    void leaveOut() {
        source = null;
    }

    private static int depth(@Nullable BodyPointer pointer) {
        return pointer == null ? 0 : pointer.depth();
    }
}
