package io.atrium.identity.registration;

import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.user.UserResponse;
import io.atrium.kit.documentation.Examples;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The organization, its first user and that user's tokens. */
@Schema(name = "Registered", description = "The organization, its first user and that user's tokens")
public record RegisterResponse(
        @Schema(description = "The new organization") Organization organization,

        @Schema(description = "Its first user, an ORG_ADMIN")
        UserResponse user,

        @Schema(description = TokenResponse.ABOUT_ACCESS_TOKEN, examples = TokenResponse.EXAMPLE_ACCESS_TOKEN)
        String accessToken,

        @Schema(description = TokenResponse.ABOUT_REFRESH_TOKEN, examples = TokenResponse.EXAMPLE_REFRESH_TOKEN)
        String refreshToken,

        @Schema(description = TokenResponse.ABOUT_TOKEN_TYPE, examples = TokenResponse.BEARER)
        String tokenType,

        @Schema(
                description = TokenResponse.ABOUT_EXPIRES_IN,
                examples = TokenResponse.EXAMPLE_EXPIRES_IN,
                minimum = "0")
        long expiresIn) {

    /** The organization as it was registered. */
    @Schema(name = "RegisteredOrganization", description = "An organization as it was registered")
    public record Organization(
            @Schema(description = "Id of the organization", examples = Examples.ORGANIZATION_ID)
            UUID id,

            @Schema(description = "Name of the organization", examples = Examples.ORGANIZATION_NAME)
            String name,

            @Schema(description = "Domain of the organization", examples = Examples.DOMAIN)
            String domain,

            @Schema(description = "Subdomain of the organization", examples = Examples.SUBDOMAIN)
            String subdomain,

            @Schema(
                    description = "ACTIVE, or PENDING where the activation follows within a minute",
                    enumeration = {"ACTIVE", "PENDING"},
                    examples = "ACTIVE")
            String status) {}
}
