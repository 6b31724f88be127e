package io.atrium.integration.record;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A synced record.
 *
 * @param record as the provider wrote it: every digit of its numbers, its members in their order
 * @param updatedAt the provider's time of this version, to the microsecond; its record has all digits
 * @param recordVersion the provider's counter, 0 where it has none
 * @param version how often the record changed here
 * @param origin what brought this version: {@code webhook} or {@code sync}, and the event's or the job's id
 */
public record RecordResponse(
        String externalId,
        @JsonRawValue @Schema(implementation = Object.class) String record,
        Instant updatedAt,
        long recordVersion,
        int version,
        Origin origin,
        Instant changedAt) {

    /** What brought a version. */
    public record Origin(String type, UUID id) {}
}
