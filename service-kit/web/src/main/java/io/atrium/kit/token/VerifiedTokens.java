package io.atrium.kit.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atrium.kit.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens whose signature and claims were verified, by the SHA-256 of their text: a client sends the same token with
 * each request, and its signature cannot change. Whether a token is still good (key, expiry, revocation) is not
 * remembered. Only good tokens get in, so nobody can fill it with what is made up.
 */
final class VerifiedTokens {

    private final Cache<ByteBuffer, Verified> known;

    /** @param most how many are remembered; some 500 bytes each */
    VerifiedTokens(int most) {
        known = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    /**
     * A token that was verified.
     *
     * @param keyId and {@code key} it was verified under
     */
    record Verified(AccessToken token, String keyId, PublicKey key) {}

    /** What a text is known by. */
    static ByteBuffer digest(String text) {
        return ByteBuffer.wrap(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Nullable
    Verified find(ByteBuffer digest) {
        return known.getIfPresent(digest);
    }

    void remember(ByteBuffer digest, Verified verified) {
        known.put(digest, verified);
    }
}
