package io.atrium.webhook.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The schemes a source can have, by the name they carry in its configuration. */
public enum SignatureScheme {
    /** Standard Webhooks 1.0: {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}; v1 and v1a. */
    STANDARD_WEBHOOKS("standard-webhooks", (settings, secrets) -> new StandardWebhooksVerifier(secrets)),
    /** An HMAC of the body, or of {@code {timestamp}.{body}}, in a header of the provider's choice. */
    GENERIC_HMAC("generic-hmac", HmacLayouts::generic),
    /** GitHub's {@code X-Hub-Signature-256}; the SHA-1 predecessor only where {@code algorithm} asks for it. */
    GITHUB("github", HmacLayouts::github),
    /** Stripe's {@code Stripe-Signature: t=…,v1=…}. */
    STRIPE("stripe", (settings, secrets) -> new StripeVerifier(secrets)),
    /** Slack's {@code v0:{timestamp}:{body}}. */
    SLACK("slack", HmacLayouts::slack),
    /** Shopify's {@code X-Shopify-Hmac-Sha256}. */
    SHOPIFY("shopify", HmacLayouts::shopify),
    /** Twilio's SHA-1 over the public URL and the sorted form fields. */
    TWILIO("twilio", (settings, secrets) -> new TwilioVerifier(secrets));

    private final String wireName;
    private final BiFunction<SignatureSettings, List<SigningSecret>, SignatureVerifier> factory;

    SignatureScheme(String wireName, BiFunction<SignatureSettings, List<SigningSecret>, SignatureVerifier> factory) {
        this.wireName = wireName;
        this.factory = factory;
    }

    /** The scheme of that name, or empty for one this gateway does not know. */
    public static Optional<SignatureScheme> named(String name) {
        for (SignatureScheme scheme : values()) {
            if (scheme.wireName.equals(name)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    /**
     * Prepares the keys of a source.
     *
     * @throws IllegalArgumentException when the settings or a secret do not fit the scheme
     */
    public SignatureVerifier verifier(SignatureSettings settings, List<SigningSecret> secrets) {
        return factory.apply(settings, List.copyOf(secrets));
    }
}
