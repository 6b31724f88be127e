package io.atrium.integration.catalog;

import io.atrium.kit.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The inbound half of an integration, as a client gives it. */
public record WebhookRequest(
        @NotNull
        @Pattern(
                regexp = "[a-z][a-z0-9-]{1,62}",
                message = "must be 2 to 63 characters: a letter, then letters, digits and dashes, all lower case")
        @Pattern(regexp = "(?!(events|stats|process|replay|dead-letters)$).*", message = "is a reserved word")
        String source,

        @Nullable WebhookScheme scheme,

        @Size(max = 1024)
        @Schema(description = "The provider's secret, where the provider makes it; otherwise one is made here")
        @Nullable
        String secret,

        @Schema(description = "generic-hmac: the header with the signature")
        @Pattern(regexp = HEADER, message = "must be a header's name")
        @Nullable
        String header,

        @Pattern(regexp = "sha256|sha1|sha512", message = "must be sha256, sha1 or sha512") @Nullable
        String algorithm,

        @Pattern(regexp = "hex|base64", message = "must be hex or base64") @Nullable
        String encoding,

        @Size(max = 64) @Nullable String prefix,

        @Pattern(regexp = HEADER, message = "must be a header's name") @Nullable
        String timestampHeader,

        @Pattern(regexp = POINTER, message = "must be a JSON pointer") @Nullable
        String eventId,

        @Pattern(regexp = POINTER, message = "must be a JSON pointer") @Nullable
        String entityId) {

    private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final String POINTER = "(/([^~\\x00]|~[01])*){1,20}";

    WebhookSettings settings() {
        WebhookScheme chosen = scheme == null ? WebhookScheme.STANDARD_WEBHOOKS : scheme;
        if (chosen == WebhookScheme.GENERIC_HMAC && header == null) {
            throw ProblemException.invalid("webhook.header", "is required for generic-hmac");
        }
        return new WebhookSettings(
                source,
                chosen,
                header,
                algorithm == null ? "sha256" : algorithm,
                encoding != null ? encoding : chosen == WebhookScheme.GENERIC_HMAC ? "hex" : "base64",
                prefix,
                timestampHeader,
                eventId,
                entityId);
    }
}
