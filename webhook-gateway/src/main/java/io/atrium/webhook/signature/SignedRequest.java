package io.atrium.webhook.signature;

import io.vertx.core.MultiMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A delivery as its sender signed it: headers, the raw body, the public address it was sent to, and when it came. */
public final class SignedRequest {

    private final MultiMap headers;
    private final byte[] body;
    private final Supplier<String> url;
    private final long receivedAt;

    /**
     * @param body the raw bytes; not copied, so the caller leaves them alone
     * @param url the absolute public URL with its query, asked for by schemes that sign it
     * @param receivedAt seconds since the epoch
     */
    public SignedRequest(MultiMap headers, byte[] body, Supplier<String> url, long receivedAt) {
        this.headers = headers;
        this.body = body;
        this.url = url;
        this.receivedAt = receivedAt;
    }

    @Nullable
    String header(CharSequence name) {
        return headers.get(name);
    }

    byte[] body() {
        return body;
    }

    String url() {
        return url.get();
    }

    long receivedAt() {
        return receivedAt;
    }
}
