package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.atrium.kit.documentation.Examples;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch of a user may hold (RFC 7396), as OpenAPI shows it. {@link UserPatches} reads the JSON itself, for a
 * record does not tell null from absent.
 */
@Schema(name = "UserPatch", description = "Some of a user (JSON Merge Patch, RFC 7396): absent members stay")
record UserPatch(
        @Schema(
                description = UserResponse.ABOUT_EMAIL + "; null is refused",
                examples = Examples.EMAIL,
                format = "idn-email",
                minLength = 1,
                maxLength = 254)
        @Nullable
        String email,

        @Schema(
                description = UserResponse.ABOUT_USERNAME + "; null is refused",
                examples = Examples.USERNAME,
                minLength = 2,
                maxLength = 63)
        @Nullable
        String username,

        @Schema(description = "First name; null empties it", examples = Examples.FIRST_NAME, maxLength = 100) @Nullable
        String firstName,

        @Schema(description = "Last name; null empties it", examples = Examples.LAST_NAME, maxLength = 100) @Nullable
        String lastName,

        @Schema(description = ABOUT_ROLE, examples = "ORG_ADMIN") @Nullable
        Role role,

        @Schema(description = ABOUT_STATUS, examples = "ACTIVE") @Nullable
        UserStatus status) {

    static final String ABOUT_ROLE = "An administrator's to change, to at most their own; absent or null: stays";
    static final String ABOUT_STATUS = "An administrator's to change; absent or null: stays";
}
