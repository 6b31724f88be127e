package io.atrium.kit.token;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.caller.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * The claims of a verified access token (RFC 9068), each parsed once.
 *
 * @param userId {@code sub}
 * @param organizationId {@code org}, the user's own organization
 * @param role the one element of {@code groups}
 * @param sessionId {@code sid}
 * @param version {@code ver}; below the user's least accepted one the token is revoked
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 * @param id {@code jti}
 */
public record AccessToken(
        UUID userId,
        UUID organizationId,
        Role role,
        UUID sessionId,
        int version,
        Instant issuedAt,
        Instant expiresAt,
        String id) {
    private static final int LONGEST_ID = 128;

    public AccessToken {
        requireNonNull(userId, "userId");
        requireNonNull(organizationId, "organizationId");
        requireNonNull(role, "role");
        requireNonNull(sessionId, "sessionId");
        requireNonNull(issuedAt, "issuedAt");
        requireNonNull(expiresAt, "expiresAt");
        if (!isId(id)) {
            throw new InvalidTokenException("jti is empty or too long");
        }
    }

    /** Whether a text may be a {@code jti}. */
    static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID;
    }

    static AccessToken of(CompactToken.Claims claims, TokenTimes times) {
        return new AccessToken(
                uuid(claims, "sub"),
                uuid(claims, "org"),
                role(claims.onlyElement("groups")),
                uuid(claims, "sid"),
                version(claims.integer("ver")),
                times.issuedAt(),
                times.expiresAt(),
                claims.text("jti"));
    }

    /** As the platform writes it: {@link UUID#fromString} alone would take {@code 1-1-1-1-1} too. */
    private static UUID uuid(CompactToken.Claims claims, String name) {
        String text = claims.text(name);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException(name + " is no UUID");
        }
        throw new InvalidTokenException(name + " is no canonical UUID");
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new InvalidTokenException("an unknown role");
    }

    private static int version(long version) {
        if (version < 0 || version > Integer.MAX_VALUE) {
            throw new InvalidTokenException("ver is out of range");
        }
        return (int) version;
    }
}
