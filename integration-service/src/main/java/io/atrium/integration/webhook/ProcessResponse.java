package io.atrium.integration.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What running the due events did. */
@Schema(description = "What running the due webhooks did")
public record ProcessResponse(
        @Schema(description = "Events that were processed", examples = "12", minimum = "0")
        int processed,

        @Schema(description = "Events that failed again and wait for the next try", examples = "1", minimum = "0")
        int retried,

        @Schema(description = "Events that were given up", examples = "0", minimum = "0")
        int dead,

        @Schema(description = "Whether the time was over before everything was done", examples = "false")
        boolean more) {}
