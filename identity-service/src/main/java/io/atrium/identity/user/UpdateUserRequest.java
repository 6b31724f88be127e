package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What of a user can be changed, as it shall be.
 *
 * @param role absent: as it is
 * @param status absent: as it is
 */
@Schema(name = "UpdateUser")
public record UpdateUserRequest(
        @NotNull @Text(TextRule.EMAIL) String email,
        @NotNull @Text(TextRule.USER_NAME) String username,
        @Nullable @Text(TextRule.PERSON_NAME) String firstName,
        @Nullable @Text(TextRule.PERSON_NAME) String lastName,
        @Nullable Role role,
        @Nullable UserStatus status) {

    static UpdateUserRequest of(UserEntity user) {
        return new UpdateUserRequest(user.email, user.username, user.firstName, user.lastName, user.role, user.status);
    }
}
