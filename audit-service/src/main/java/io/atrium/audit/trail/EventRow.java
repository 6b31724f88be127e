package io.atrium.audit.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list shows of an event, read without its record. Null is what was erased or never there. */
public record EventRow(
        long seq,
        UUID eventId,
        Instant recordedAt,
        boolean clockSkew,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String outcome,
        @Nullable String actorType,
        @Nullable String actorId,
        @Nullable String ip,
        @Nullable String requestId,
        @Nullable Instant occurredAt) {}
