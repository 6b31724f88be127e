package io.atrium.tenant.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an organization has booked; lower case in JSON. */
public enum Plan {
    FREE,
    STANDARD,
    ENTERPRISE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
