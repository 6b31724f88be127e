package io.atrium.integration.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import io.atrium.kit.problem.ProblemException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much a job reads. */
@Schema(
        enumeration = {"incremental", "full"},
        description = "incremental: what changed since the last sync. full: everything; what the provider"
                + " no longer has is deleted here.",
        examples = "incremental")
public enum SyncMode {
    /** What changed since the last run. */
    INCREMENTAL,
    /** Everything; what the provider no longer has is deleted here. */
    FULL;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SyncMode of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return INCREMENTAL;
        }
        for (SyncMode mode : values()) {
            if (mode.text().equals(text)) {
                return mode;
            }
        }
        throw ProblemException.invalid("mode", "must be incremental or full");
    }
}
