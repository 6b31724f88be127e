package io.atrium.webhook.signature;

import org.jspecify.annotations.Nullable;

/** What a source sets on its scheme; only {@code generic-hmac} reads all of it. */
public record SignatureSettings(
        @Nullable String header,
        @Nullable String algorithm,
        @Nullable String encoding,
        @Nullable String prefix,
        @Nullable String timestampHeader) {

    /** For schemes that leave nothing to set. */
    public static final SignatureSettings NONE = new SignatureSettings(null, null, null, null, null);
}
