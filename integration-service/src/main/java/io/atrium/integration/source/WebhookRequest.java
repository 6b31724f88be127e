package io.atrium.integration.source;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The inbound half of an integration, as a client gives it. */
@Schema(description = "The inbound half of an integration: what its webhooks look like")
public record WebhookRequest(
        @Schema(description = ABOUT_SOURCE, examples = "billing") @NotNull @Text(TextRule.LABEL)
        String source,

        @Schema(description = "How the source signs; standard-webhooks when left out", examples = "generic-hmac")
        @Nullable
        SignatureScheme scheme,

        @Schema(description = ABOUT_SECRET, examples = EXAMPLE_SECRET)
        @Text(value = TextRule.PRESENTED, min = 0, max = 1024)
        @Nullable
        String secret,

        @Schema(description = ABOUT_HEADER + "; required there", examples = "X-Signature")
        @Text(TextRule.HEADER_NAME)
        @Nullable
        String header,

        @Schema(description = ABOUT_ALGORITHM + "; sha256 when left out", examples = "sha256")
        @Nullable
        @Text(
                value = TextRule.LABEL,
                of = {"sha256", "sha1", "sha512"})
        String algorithm,

        @Schema(description = ABOUT_ENCODING + "; hex when left out", examples = "hex")
        @Nullable
        @Text(
                value = TextRule.LABEL,
                of = {"hex", "base64"})
        String encoding,

        @Schema(description = ABOUT_PREFIX, examples = "sha256=")
        @Nullable
        @Text(value = TextRule.HEADER_VALUE, min = 0)
        String prefix,

        @Schema(description = ABOUT_TIMESTAMP_HEADER, examples = "X-Timestamp") @Nullable @Text(TextRule.HEADER_NAME)
        String timestampHeader,

        @Schema(description = ABOUT_EVENT_ID, examples = "/id") @Nullable @Text(TextRule.JSON_POINTER)
        String eventId,

        @Schema(description = ABOUT_ENTITY_ID, examples = "/data/id") @Nullable @Text(TextRule.JSON_POINTER)
        String entityId) {

    public static final String ABOUT_SOURCE =
            "Name of the webhook source, part of the address that the provider sends to: a"
                    + " letter, then letters, digits and hyphens, all lower case; not a reserved word"
                    + " (events, stats, process, replay, dead-letters, ledger, refusals, stream, batch, test, health,"
                    + " user, payment, communication)";
    public static final String ABOUT_SECRET =
            "The signing secret, 16 to 256 characters in the form of the scheme, where the"
                    + " provider makes it; left out: one is made here";
    public static final String ABOUT_HEADER = "generic-hmac: header with the signature";
    public static final String ABOUT_ALGORITHM = "generic-hmac: hash of the HMAC";
    public static final String ABOUT_ENCODING = "generic-hmac: encoding of the signature";
    public static final String ABOUT_PREFIX = "generic-hmac: what stands before the signature in its header";
    public static final String ABOUT_TIMESTAMP_HEADER =
            "generic-hmac: header with the time in seconds, at most 5 minutes old; then"
                    + " <timestamp>.<body> is signed, not the body alone";
    public static final String ABOUT_EVENT_ID =
            "JSON pointer (RFC 6901) to the provider's id of the event; without it, the scheme's"
                    + " header, or the SHA-256 of the body";
    public static final String ABOUT_ENTITY_ID =
            "JSON pointer (RFC 6901) to the id of what the event is about: events of one entity"
                    + " are processed in order";
    public static final String EXAMPLE_SECRET = "k3Jv0Qn8sTzX1bWm5yRcUeHdLa7PfGi2oNtMwKxVqZ4";
    public static final String EXAMPLE_NEW_SECRET = "Zq8VxKwMtNo2iGfP7aLdHeUcRy5mWb1XzTs8nQ0vJ3k";

    public WebhookSettings settings() {
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
