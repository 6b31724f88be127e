package io.atrium.audit.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a chain found.
 *
 * @param events how many events were verified, up to the first break
 * @param erased how many of these had their payload erased; their links were verified
 * @param head the end of the chain as the database keeps it beside the chain
 * @param firstBreak where the chain is not whole, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Verification(
        boolean verified,
        long events,
        long erased,
        Head head,
        @Nullable Break firstBreak) {

    /**
     * The end of a chain.
     *
     * @param seq 0 for a chain without events
     * @param hash of the last link, hexadecimal
     */
    public record Head(long seq, String hash) {}

    /** The first place where a chain is not whole. */
    public record Break(long seq, Kind kind, String detail) {}

    /** What was done to a chain. */
    public enum Kind {
        /** The event, or what is kept of it, is not what was recorded. */
        CHANGED,
        /** The event is gone while later ones are there. */
        MISSING,
        /** The event and all after it are gone. */
        CUT_OFF
    }
}
