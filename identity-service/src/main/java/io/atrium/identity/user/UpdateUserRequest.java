package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
        @NotBlank @Email @Size(max = 254) String email,

        @NotNull @Pattern(regexp = UserFields.USERNAME, message = UserFields.USERNAME_MESSAGE)
        String username,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String firstName,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String lastName,

        @Nullable Role role,
        @Nullable UserStatus status) {

    static UpdateUserRequest of(UserEntity user) {
        return new UpdateUserRequest(user.email, user.username, user.firstName, user.lastName, user.role, user.status);
    }
}
