package io.atrium.kit.outbox;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was set aside.
 *
 * @param attempts how often it failed by its own fault
 * @param reason of the last failure
 * @param storedBytes of its data as the database keeps it
 */
public record QuarantinedMessage(
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable UUID organizationId,
        @Nullable String subject,
        OffsetDateTime occurredAt,
        OffsetDateTime setAsideAt,
        int attempts,
        @Nullable String reason,
        int storedBytes) {}
