package io.atrium.webhook.signature;

import java.util.List;

/** The schemes that are one HMAC in one header. */
final class HmacLayouts {

    private HmacLayouts() {}

    static SignatureVerifier generic(SignatureSettings settings, List<SigningSecret> secrets) {
        String header = settings.header();
        if (header == null || header.isBlank()) {
            throw new IllegalArgumentException("generic-hmac needs a header");
        }
        return new HmacVerifier(
                new HmacVerifier.Layout(
                        header,
                        MacAlgorithm.of(settings.algorithm()),
                        Encodings.of(settings.encoding()),
                        settings.prefix() == null ? "" : settings.prefix(),
                        settings.timestampHeader() == null
                                        || settings.timestampHeader().isBlank()
                                ? null
                                : settings.timestampHeader(),
                        "",
                        ".",
                        null,
                        null),
                secrets);
    }

    static SignatureVerifier github(SignatureSettings settings, List<SigningSecret> secrets) {
        boolean legacy = "sha1".equals(settings.algorithm());
        return new HmacVerifier(
                new HmacVerifier.Layout(
                        legacy ? "X-Hub-Signature" : "X-Hub-Signature-256",
                        legacy ? MacAlgorithm.SHA1 : MacAlgorithm.SHA256,
                        Encodings.HEX,
                        legacy ? "sha1=" : "sha256=",
                        null,
                        "",
                        "",
                        "X-GitHub-Delivery",
                        null),
                secrets);
    }

    static SignatureVerifier slack(SignatureSettings settings, List<SigningSecret> secrets) {
        return new HmacVerifier(
                new HmacVerifier.Layout(
                        "X-Slack-Signature",
                        MacAlgorithm.SHA256,
                        Encodings.HEX,
                        "v0=",
                        "X-Slack-Request-Timestamp",
                        "v0:",
                        ":",
                        null,
                        "/event_id"),
                secrets);
    }

    /** {@code X-Shopify-Event-Id} is one for all topics of a merchant's action, so it does not tell deliveries apart. */
    static SignatureVerifier shopify(SignatureSettings settings, List<SigningSecret> secrets) {
        return new HmacVerifier(
                new HmacVerifier.Layout(
                        "X-Shopify-Hmac-Sha256",
                        MacAlgorithm.SHA256,
                        Encodings.BASE64,
                        "",
                        null,
                        "",
                        "",
                        "X-Shopify-Webhook-Id",
                        null),
                secrets);
    }
}
