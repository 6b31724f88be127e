package io.atrium.integration.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a replay by filter did. */
@Schema(description = "What a replay by filter did")
public record ReplayResponse(
        @Schema(description = "Events that are due again", examples = "17", minimum = "0", maximum = "1000")
        int replayed,

        @Schema(
                description = "Whether others match that this call's limits of events and bytes left out",
                examples = "false")
        boolean more) {}
