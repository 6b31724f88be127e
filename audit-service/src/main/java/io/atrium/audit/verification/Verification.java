package io.atrium.audit.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atrium.kit.paging.Cursors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What verifying a chain found. */
@Schema(description = "What verifying the chain of an organization found")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Verification(
        @Schema(
                description = "Whether the chain is as it was recorded; with a continuation, as far as it was verified",
                examples = "true")
        boolean verified,

        @Schema(
                description = "Events that were verified, up to the first break, those of earlier requests included",
                examples = "1042",
                minimum = "0")
        long events,

        @Schema(
                description = "How many of these had their payload erased; their links were verified",
                examples = "0",
                minimum = "0")
        long erased,

        @Schema(description = "End of the chain, as it is kept beside the chain")
        Head head,

        @Schema(description = "Where the chain is not whole; null when it is") @Nullable
        Break firstBreak,

        @Schema(
                description =
                        "The chain is longer than one request verifies: give it as continuation to go on behind"
                                + " the last verified event. Null when everything up to head was verified, or a break was found",
                examples = CONTINUATION,
                maxLength = Cursors.MAX_LENGTH)
        @Nullable
        String continuation) {

    static final String CONTINUATION = "AXo0dGhpcyBpcyBhIGN1cnNvcgGcE2NJ6HEovFx_0KajpFA";

    private static final String EXAMPLE_HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    /** The end of a chain. */
    @Schema(description = "End of a chain")
    public record Head(
            @Schema(
                    description = "Place of the last event; 0 for a chain without events",
                    examples = "1042",
                    minimum = "0")
            long seq,

            @Schema(
                    description = "Hash of the last link (SHA-256), hexadecimal",
                    examples = EXAMPLE_HASH,
                    minLength = 64,
                    maxLength = 64)
            String hash) {}

    /** The first place where a chain is not whole. */
    @Schema(description = "First place where a chain is not whole")
    public record Break(
            @Schema(description = "Place in the chain", examples = "731", minimum = "0")
            long seq,

            @Schema(description = "What was done to the chain", examples = "MISSING")
            Kind kind,

            @Schema(description = "What is wrong, for people", examples = "Events 731 to 733 are missing")
            String detail) {}

    /** What was done to a chain. */
    @Schema(
            description = "CHANGED: the event, or what is kept of it, is not what was recorded. MISSING: the"
                    + " event is gone while later ones are there. CUT_OFF: the event and all after it are gone. UNREADABLE:"
                    + " the record is what was recorded, and the service cannot read it.",
            examples = "MISSING")
    public enum Kind {
        /** The event, or what is kept of it, is not what was recorded. */
        CHANGED,
        /** The event is gone while later ones are there. */
        MISSING,
        /** The event and all after it are gone. */
        CUT_OFF,
        /** The record is what was recorded, and the service cannot read it. */
        UNREADABLE
    }
}
