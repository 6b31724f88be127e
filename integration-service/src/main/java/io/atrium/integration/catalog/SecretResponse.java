package io.atrium.integration.catalog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param previousExpiresAt until when the replaced secret stays good; null when it no longer is */
public record SecretResponse(
        UUID id, String secret, @Nullable Instant previousExpiresAt) {

    @Override
    public String toString() {
        return "SecretResponse[" + id + "]";
    }
}
