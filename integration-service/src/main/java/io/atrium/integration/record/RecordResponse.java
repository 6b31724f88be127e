package io.atrium.integration.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A synced record.
 *
 * @param updatedAt the provider's time of this version
 * @param recordVersion the provider's counter, 0 where it has none
 * @param version how often the record changed here
 * @param origin what brought this version: {@code webhook} or {@code sync}, and the event's or the job's id
 */
public record RecordResponse(
        String externalId,
        @Schema(implementation = Object.class) JsonNode record,
        Instant updatedAt,
        long recordVersion,
        int version,
        Origin origin,
        Instant changedAt) {

    /** What brought a version. */
    public record Origin(String type, UUID id) {}
}
