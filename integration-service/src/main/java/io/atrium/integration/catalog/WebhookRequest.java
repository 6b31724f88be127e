package io.atrium.integration.catalog;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The inbound half of an integration, as a client gives it. */
public record WebhookRequest(
        @NotNull @Text(TextRule.LABEL) String source,
        @Nullable SignatureScheme scheme,

        @Text(value = TextRule.PRESENTED, min = 0, max = 1024)
        @Schema(description = "The provider's secret, where the provider makes it; otherwise one is made here")
        @Nullable
        String secret,

        @Schema(description = "generic-hmac: the header with the signature") @Text(TextRule.HEADER_NAME) @Nullable
        String header,

        @Nullable
        @Text(
                value = TextRule.LABEL,
                of = {"sha256", "sha1", "sha512"})
        String algorithm,

        @Nullable
        @Text(
                value = TextRule.LABEL,
                of = {"hex", "base64"})
        String encoding,

        @Nullable @Text(value = TextRule.HEADER_VALUE, min = 0)
        String prefix,

        @Nullable @Text(TextRule.HEADER_NAME) String timestampHeader,
        @Nullable @Text(TextRule.JSON_POINTER) String eventId,
        @Nullable @Text(TextRule.JSON_POINTER) String entityId) {

    WebhookSettings settings() {
        SignatureScheme chosen = scheme == null ? SignatureScheme.STANDARD_WEBHOOKS : scheme;
        if (chosen == SignatureScheme.GENERIC_HMAC && header == null) {
            throw ProblemException.invalid("webhook.header", "is required for generic-hmac");
        }
        return new WebhookSettings(
                source,
                chosen,
                header,
                algorithm == null ? "sha256" : algorithm,
                encoding != null ? encoding : chosen == SignatureScheme.GENERIC_HMAC ? "hex" : "base64",
                prefix,
                timestampHeader,
                eventId,
                entityId);
    }
}
