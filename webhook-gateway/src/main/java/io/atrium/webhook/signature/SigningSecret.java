package io.atrium.webhook.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source's secret as its owner knows it, and until when it is good ({@code null}: without end). */
public record SigningSecret(String text, @Nullable Instant expiresAt) {

    long expiresAtSecond() {
        return expiresAt == null ? Long.MAX_VALUE : expiresAt.getEpochSecond();
    }

    @Override
    public String toString() {
        return "SigningSecret[…]";
    }
}
