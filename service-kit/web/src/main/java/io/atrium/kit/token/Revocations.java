package io.atrium.kit.token;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions and tokens that were revoked before they expired. */
public interface Revocations {
    /**
     * Whether a token is revoked.
     *
     * @param sessionId the token's {@code sid}
     * @param userId the token's {@code sub}
     * @param tokenVersion the token's {@code ver}; below the user's least accepted one it is revoked
     */
    boolean isRevoked(@Nullable UUID sessionId, UUID userId, int tokenVersion);
}
