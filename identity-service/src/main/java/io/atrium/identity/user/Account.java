package io.atrium.identity.user;

import static java.util.Objects.requireNonNull;

import io.atrium.identity.signing.AccessTokens;
import java.util.UUID;

/**
 * What a login needs to know of a user.
 *
 * @param active neither disabled nor deleted
 */
public record Account(UserResponse profile, String passwordHash, boolean active, int tokenVersion) {

    static Account of(UserEntity user) {
        return new Account(
                UserResponse.of(user),
                requireNonNull(user.passwordHash, "passwordHash"),
                user.isActive(),
                user.tokenVersion);
    }

    /** Who an access token of this user's session speaks for. */
    public AccessTokens.Subject subject(UUID sessionId) {
        return new AccessTokens.Subject(
                profile.organizationId(), profile.id(), profile.role(), sessionId, tokenVersion);
    }

    @Override
    public String toString() {
        return "Account " + profile.id();
    }
}
