package io.atrium.integration.secret;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret that was stored.
 *
 * @param text the secret itself, to be shown once
 * @param previousExpiresAt until when the replaced secret is accepted; null: it is not accepted any more
 * @param secrets all secrets of the source from now on
 */
public record NewSecret(UUID id, String text, @Nullable Instant previousExpiresAt, SourceSecrets secrets) {

    @Override
    public String toString() {
        return "NewSecret[" + id + "]";
    }
}
