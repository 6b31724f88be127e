package io.atrium.integration.record;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.atrium.kit.documentation.Examples;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A synced record. */
@Schema(description = "A record of a provider, as the organization's synced data has it")
public record RecordResponse(
        @Schema(
                description = "The provider's id of the record",
                examples = "pay_8f2c91d04be7a356",
                minLength = 1,
                maxLength = 512)
        String externalId,

        @JsonRawValue
        @Schema(
                implementation = Object.class,
                description = "The record as the provider wrote it: every digit of its numbers, its members in"
                        + " their order; {} when it was named without being carried",
                examples = EXAMPLE_RECORD)
        String record,

        @Schema(
                description = "The provider's time of this version, to the microsecond; its record has all digits",
                examples = "2026-02-02T08:19:57Z")
        Instant updatedAt,

        @Schema(description = "The provider's counter of versions; 0 where it has none", examples = "2")
        long recordVersion,

        @Schema(description = "How often the record changed here", examples = "2")
        int version,

        @Schema(description = "What brought this version") Origin origin,

        @Schema(description = "When this version was stored", examples = Examples.CHANGED_AT)
        Instant changedAt) {

    private static final String EXAMPLE_RECORD =
            "{\"id\": \"pay_8f2c91d04be7a356\", \"updated_at\": \"2026-02-02T08:19:57Z\","
                    + " \"version\": 2, \"amount_minor\": 4200, \"currency\": \"EUR\", \"status\": \"succeeded\"}";

    /** What brought a version. */
    @Schema(description = "What brought a version of a record")
    public record Origin(
            @Schema(
                    description = "webhook or sync",
                    examples = "webhook",
                    enumeration = {"webhook", "sync"})
            String type,

            @Schema(
                    description = "Id of the webhook event or of the sync job",
                    examples = "8b1f0c2e-4d3a-8e57-9a61-3c5d7e9f1b24")
            UUID id) {}
}
