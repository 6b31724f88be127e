package io.atrium.integration.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a source signs. */
@Schema(
        enumeration = {"standard-webhooks", "generic-hmac", "github", "stripe", "slack", "shopify", "twilio"},
        description = "standard-webhooks: https://www.standardwebhooks.com, with a whsec_ secret."
                + " generic-hmac: an HMAC of the body, or of <timestamp>.<body>, in a header of its"
                + " own. The others: as that provider signs.",
        examples = "generic-hmac")
public enum WebhookScheme {
    /** https://www.standardwebhooks.com, with a {@code whsec_} secret. */
    STANDARD_WEBHOOKS("standard-webhooks"),
    /** An HMAC of the body, or of {@code <timestamp>.<body>}, in a header of its own. */
    GENERIC_HMAC("generic-hmac"),
    GITHUB("github"),
    STRIPE("stripe"),
    SLACK("slack"),
    SHOPIFY("shopify"),
    TWILIO("twilio");

    private final String text;

    WebhookScheme(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    @JsonCreator
    public static WebhookScheme of(String text) {
        for (WebhookScheme scheme : values()) {
            if (scheme.text.equals(text)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException(
                "must be standard-webhooks, generic-hmac, github, stripe, slack, shopify or twilio");
    }
}
