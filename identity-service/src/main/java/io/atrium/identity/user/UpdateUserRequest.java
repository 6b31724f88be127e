package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a user can be changed, as it shall be. */
@Schema(name = "UpdateUser", description = "All of a user that can be changed, as it shall be")
public record UpdateUserRequest(
        @Schema(description = UserResponse.ABOUT_EMAIL, examples = Examples.EMAIL) @NotNull @Text(TextRule.EMAIL)
        String email,

        @Schema(description = UserResponse.ABOUT_USERNAME, examples = Examples.USERNAME)
        @NotNull
        @Text(TextRule.USER_NAME)
        String username,

        @Schema(description = "First name, one line; none without it", examples = Examples.FIRST_NAME)
        @Nullable
        @Text(TextRule.PERSON_NAME)
        String firstName,

        @Schema(description = "Last name, one line; none without it", examples = Examples.LAST_NAME)
        @Nullable
        @Text(TextRule.PERSON_NAME)
        String lastName,

        @Schema(description = UserPatch.ABOUT_ROLE, examples = "ORG_ADMIN") @Nullable
        Role role,

        @Schema(description = UserPatch.ABOUT_STATUS, examples = "ACTIVE") @Nullable
        UserStatus status) {

    static UpdateUserRequest of(UserEntity user) {
        return new UpdateUserRequest(user.email, user.username, user.firstName, user.lastName, user.role, user.status);
    }
}
