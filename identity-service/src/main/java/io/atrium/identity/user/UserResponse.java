package io.atrium.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atrium.kit.caller.Role;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user as the API shows it. */
@Schema(name = "User", description = "A user of an organization; passwords are never shown")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserResponse(
        @Schema(description = "Id of the user", examples = Examples.USER_ID)
        UUID id,

        @Schema(description = "The organization that the user belongs to", examples = Examples.ORGANIZATION_ID)
        UUID organizationId,

        @Schema(description = ABOUT_EMAIL, examples = Examples.EMAIL, format = "idn-email", maxLength = 254)
        String email,

        @Schema(description = ABOUT_USERNAME, examples = Examples.USERNAME, maxLength = 63)
        String username,

        @Schema(description = "First name", examples = Examples.FIRST_NAME, maxLength = 100) @Nullable
        String firstName,

        @Schema(description = "Last name", examples = Examples.LAST_NAME, maxLength = 100) @Nullable
        String lastName,

        @Schema(description = "What the user may do", examples = "ORG_ADMIN")
        Role role,

        @Schema(description = "Whether the user may log in", examples = "ACTIVE")
        UserStatus status,

        @Schema(description = "When the user was created", examples = Examples.REGISTERED_AT)
        Instant createdAt,

        @Schema(description = "When the user was last changed", examples = Examples.CHANGED_AT)
        Instant updatedAt,

        @Schema(
                description = "When the user last logged in; null before the first time",
                examples = Examples.CHANGED_AT)
        @Nullable
        Instant lastLoginAt,

        @Schema(
                description = "Raised by each change; the number in the ETag",
                examples = Examples.VERSION,
                minimum = "0")
        int version)
        implements Versioned {

    static final String ABOUT_EMAIL =
            "E-mail address that the user logs in with (RFC 5321, RFC 6531), in lower case; no other"
                    + " user of the platform has it";
    static final String ABOUT_USERNAME =
            "2 to 63 letters, digits and ._@+-, beginning with a letter or digit (RFC 8265); no"
                    + " other user of the organization has it, in any case";

    static UserResponse of(UserEntity user) {
        return new UserResponse(
                user.key.userId(),
                user.key.organizationId(),
                user.email,
                user.username,
                user.firstName,
                user.lastName,
                user.role,
                user.status,
                user.createdAt,
                user.updatedAt,
                user.lastLoginAt,
                user.version);
    }
}
