package io.atrium.integration.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a processed webhook did. */
@Schema(
        enumeration = {"applied", "superseded", "none"},
        description = "applied: its effect is stored. superseded: a newer version of the record was there,"
                + " so it changed nothing. none: its source, or a ping, has no effect on synced data.",
        examples = "applied")
public enum WebhookOutcome {
    APPLIED,
    SUPERSEDED,
    NONE;

    /** As the database and the API have it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static WebhookOutcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static @Nullable String text(@Nullable WebhookOutcome outcome) {
        return outcome == null ? null : outcome.text();
    }
}
