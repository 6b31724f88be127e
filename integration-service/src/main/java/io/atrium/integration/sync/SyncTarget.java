package io.atrium.integration.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import io.atrium.integration.record.RecordKind;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a job syncs. */
@Schema(
        enumeration = {"users", "payments", "communications", "all"},
        description = "users of the user provider, payments of the payment provider, communications:"
                + " messages of the communication provider; all: one after the other.",
        examples = "payments")
public enum SyncTarget {
    USERS(RecordKind.USERS),
    PAYMENTS(RecordKind.PAYMENTS),
    COMMUNICATIONS(RecordKind.MESSAGES),
    ALL(RecordKind.USERS, RecordKind.PAYMENTS, RecordKind.MESSAGES);

    private final List<RecordKind> kinds;

    SyncTarget(RecordKind... kinds) {
        this.kinds = List.of(kinds);
    }

    List<RecordKind> kinds() {
        return kinds;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
