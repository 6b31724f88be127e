package io.atrium.mock.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to send webhooks now.
 *
 * @param count       changes to make, 1 to 10,000
 * @param types       types to go round; null for the provider's usual ones
 * @param concurrency requests at once, 1 to 256; null for 16
 * @param source      the target's source; null for the only one
 * @param signing     null for valid
 * @param maxAttempts attempts of each, 1 to 20; null for 8
 */
public record SendRequest(
        @Nullable Integer count,
        @Nullable List<String> types,
        @Nullable Integer concurrency,
        @Nullable String source,
        @Nullable Signing signing,
        @Nullable Integer maxAttempts) {

    public SendRequest {
        count = within("count", count, 1, 1, 10_000);
        concurrency = within("concurrency", concurrency, 16, 1, 256);
        maxAttempts = within("max_attempts", maxAttempts, Deliveries.MAX_ATTEMPTS, 1, 20);
        types = types == null ? null : List.copyOf(types);
        signing = signing == null ? Signing.VALID : signing;
    }

    private static int within(String name, @Nullable Integer value, int otherwise, int low, int high) {
        int actual = value == null ? otherwise : value;
        if (actual < low || actual > high) {
            throw new IllegalArgumentException(name + " is between " + low + " and " + high);
        }
        return actual;
    }
}
