package io.atrium.webhook.signature;

import io.atrium.contracts.SignatureScheme;
import java.util.List;

/** The verifier of each scheme. */
public final class SignatureVerifiers {

    private SignatureVerifiers() {}

    /**
     * Prepares the keys of a source.
     *
     * @throws IllegalArgumentException when the settings or a secret do not fit the scheme
     */
    public static SignatureVerifier of(
            SignatureScheme scheme, SignatureSettings settings, List<SigningSecret> secrets) {
        List<SigningSecret> fixed = List.copyOf(secrets);
        return switch (scheme) {
            case STANDARD_WEBHOOKS -> new StandardWebhooksVerifier(fixed);
            case GENERIC_HMAC -> HmacLayouts.generic(settings, fixed);
            case GITHUB -> HmacLayouts.github(settings, fixed);
            case STRIPE -> new StripeVerifier(fixed);
            case SLACK -> HmacLayouts.slack(settings, fixed);
            case SHOPIFY -> HmacLayouts.shopify(settings, fixed);
            case TWILIO -> new TwilioVerifier(fixed);
        };
    }
}
