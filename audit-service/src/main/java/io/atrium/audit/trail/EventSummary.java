package io.atrium.audit.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list.
 *
 * @param seq its place in the organization's chain, from 1 without a gap
 * @param clockSkew whether the time it claims is far from the platform's clocks
 * @param erased whether what happened was erased; then only id, seq and times remain
 */
public record EventSummary(
        UUID id,
        long seq,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String outcome,
        @Nullable Actor actor,
        @Nullable String ip,
        @Nullable String requestId,
        @Nullable Instant occurredAt,
        Instant recordedAt,
        boolean clockSkew,
        boolean erased) {

    /**
     * Who did it.
     *
     * @param type USER, SERVICE, SYSTEM, PROVIDER or ANONYMOUS
     */
    public record Actor(String type, @Nullable String id) {}

    static EventSummary of(EventRow row) {
        return new EventSummary(
                row.eventId(),
                row.seq(),
                row.action(),
                row.resourceType(),
                row.resourceId(),
                row.outcome(),
                row.actorType() == null ? null : new Actor(row.actorType(), row.actorId()),
                row.ip(),
                row.requestId(),
                row.occurredAt(),
                row.recordedAt(),
                row.clockSkew(),
                row.action() == null);
    }
}
