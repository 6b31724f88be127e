package io.atrium.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a source of webhooks signs. */
@Schema(
        enumeration = {"standard-webhooks", "generic-hmac", "github", "stripe", "slack", "shopify", "twilio"},
        description = "standard-webhooks: https://www.standardwebhooks.com, with a whsec_ secret."
                + " generic-hmac: an HMAC of the body, or of <timestamp>.<body>, in a header of its"
                + " own. The others: as that provider signs.",
        examples = "generic-hmac")
public enum SignatureScheme {
    /** Standard Webhooks 1.0: {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}; v1 and v1a. */
    STANDARD_WEBHOOKS("standard-webhooks"),
    /** An HMAC of the body, or of {@code {timestamp}.{body}}, in a header of the provider's choice. */
    GENERIC_HMAC("generic-hmac"),
    /** GitHub's {@code X-Hub-Signature-256}; the SHA-1 predecessor only where {@code algorithm} asks for it. */
    GITHUB("github"),
    /** Stripe's {@code Stripe-Signature: t=…,v1=…}. */
    STRIPE("stripe"),
    /** Slack's {@code v0:{timestamp}:{body}}. */
    SLACK("slack"),
    /** Shopify's {@code X-Shopify-Hmac-Sha256}. */
    SHOPIFY("shopify"),
    /** Twilio's SHA-1 over the public URL and the sorted form fields. */
    TWILIO("twilio");

    private final String text;

    SignatureScheme(String text) {
        this.text = text;
    }

    /** Its name in the API, in the database and in messages. */
    @JsonValue
    public String text() {
        return text;
    }

    public static Optional<SignatureScheme> named(String name) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.text.equals(name))
                .findFirst();
    }

    /** @throws IllegalArgumentException that lists the names, when there is no scheme of this one */
    @JsonCreator
    public static SignatureScheme of(String name) {
        return named(name)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(SignatureScheme::text).collect(Collectors.joining(", "))));
    }
}
