package io.atrium.mock.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a webhook is signed: as it should be, or as a forger would. */
public enum Signing {
    @JsonProperty("valid")
    VALID,
    @JsonProperty("wrong_secret")
    WRONG_SECRET,
    @JsonProperty("stale")
    STALE,
    @JsonProperty("altered_body")
    ALTERED_BODY,
    @JsonProperty("missing")
    MISSING;

    private static final byte[] WRONG_KEY = "a key that nobody was given here".getBytes(StandardCharsets.UTF_8);
    private static final long STALE_SECONDS = 600;

    /** The headers of one attempt. */
    Map<String, String> headers(String secret, String id, long now, byte[] body) {
        long timestamp = this == STALE ? now - STALE_SECONDS : now;
        byte[] key = this == WRONG_SECRET ? WRONG_KEY : StandardWebhooks.key(secret);
        byte[] signed = this == ALTERED_BODY ? "{}".getBytes(StandardCharsets.UTF_8) : body;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(StandardWebhooks.ID, id);
        headers.put(StandardWebhooks.TIMESTAMP, Long.toString(timestamp));
        if (this != MISSING) {
            headers.put(StandardWebhooks.SIGNATURE, StandardWebhooks.sign(key, id, timestamp, signed));
        }
        return headers;
    }
}
