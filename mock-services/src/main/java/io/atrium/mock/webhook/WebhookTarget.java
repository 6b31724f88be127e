package io.atrium.mock.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an account's webhooks go.
 *
 * @param url    absolute http or https address
 * @param secret {@code whsec_} and base64, as Standard Webhooks writes it
 * @param source the account's name for the target, one target for each
 */
public record WebhookTarget(String url, String secret, String source) {

    /** Checks what was asked for; the name stands in for a missing source. */
    public static WebhookTarget of(@Nullable String url, @Nullable String secret, @Nullable String source) {
        if (url == null || !URI.create(url).isAbsolute() || !url.startsWith("http")) {
            throw new IllegalArgumentException("url is an absolute http address");
        }
        if (secret == null) {
            throw new IllegalArgumentException("secret is missing");
        }
        StandardWebhooks.key(secret);
        return new WebhookTarget(url, secret, source == null ? "default" : source);
    }

    @Override
    public String toString() {
        return "WebhookTarget[" + source + " " + url + "]";
    }
}
