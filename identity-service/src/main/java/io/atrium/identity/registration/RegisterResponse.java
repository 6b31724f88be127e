package io.atrium.identity.registration;

import io.atrium.identity.user.UserResponse;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The organization, its first user and that user's tokens.
 *
 * @param expiresIn seconds until the access token expires
 */
@Schema(name = "Registered")
public record RegisterResponse(
        Organization organization,
        UserResponse user,
        String accessToken,
        String refreshToken,
        String tokenType,
        long expiresIn) {

    /**
     * The organization as it was registered.
     *
     * @param status {@code ACTIVE}, or {@code PENDING} where its activation follows within a minute
     */
    @Schema(name = "RegisteredOrganization")
    public record Organization(UUID id, String name, String domain, String subdomain, String status) {}
}
