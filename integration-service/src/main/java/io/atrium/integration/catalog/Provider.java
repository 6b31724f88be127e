package io.atrium.integration.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is at the other end of an integration. */
@Schema(
        enumeration = {"user", "payment", "communication", "custom"},
        description = "user, payment, communication: one of each exists from the start, is called and"
                + " synced. custom: the organization's own, whose webhooks are taken and which is not called.",
        examples = "custom")
public enum Provider {
    USER,
    PAYMENT,
    COMMUNICATION,
    CUSTOM;

    /** The providers every organization is integrated with from the start. */
    static final List<Provider> BUILTIN = List.of(USER, PAYMENT, COMMUNICATION);

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Provider of(String text) {
        for (Provider provider : values()) {
            if (provider.text().equals(text)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("must be user, payment, communication or custom");
    }
}
