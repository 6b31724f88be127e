package io.atrium.identity.session;

import io.atrium.identity.secret.ServiceSecret;
import io.atrium.kit.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An opaque refresh token: base64url of 16 bytes of organization id, so that looking it up is a tenant query, and 32
 * secret bytes. A successor's secret is an HMAC of its parent, so that whoever presents the parent again gets the same
 * one, from any replica, and none has to be stored readable.
 */
record RefreshToken(UUID organizationId, byte[] bytes) {

    private static final int SECRET_BYTES = 32;
    private static final int BYTES = 16 + SECRET_BYTES;
    private static final int TEXT_LENGTH = BYTES / 3 * 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static RefreshToken first(UUID organizationId) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return of(organizationId, secret);
    }

    /** Empty for what is no refresh token, an access token for one. 48 bytes leave no spare bits: one text, one token. */
    static Optional<RefreshToken> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new RefreshToken(new UUID(buffer.getLong(), buffer.getLong()), bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    RefreshToken successor(ServiceSecret.Purpose key) {
        return of(organizationId, key.hmac(bytes));
    }

    /** The successor that is stored already, whichever key it was made under; without one, today's. */
    RefreshToken successor(ServiceSecret.Purpose key, @Nullable String storedHash) {
        return Stream.concat(Stream.of(key.hmac(bytes)), key.earlier(bytes).stream())
                .map(secret -> of(organizationId, secret))
                .filter(token -> HexFormat.of().formatHex(token.hash()).equals(storedHash))
                .findFirst()
                .orElseGet(() -> successor(key));
    }

    /** SHA-256, what is stored. The secret has 256 random bits, so no slow hash is needed. */
    byte[] hash() {
        return Sha256.of(bytes);
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "RefreshToken of " + organizationId;
    }

    private static RefreshToken of(UUID organizationId, byte[] secret) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .put(secret)
                .array();
        return new RefreshToken(organizationId, bytes);
    }
}
