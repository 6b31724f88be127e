package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user to create.
 *
 * @param organizationId the caller's organization; another one is refused
 * @param role at most the caller's own
 */
@Schema(name = "CreateUser")
public record CreateUserRequest(
        @NotBlank @Email @Size(max = 254) String email,

        @NotNull @Pattern(regexp = UserFields.USERNAME, message = UserFields.USERNAME_MESSAGE)
        String username,

        @NotNull @Size(max = 512) String password,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String firstName,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String lastName,

        @Nullable UUID organizationId,
        @NotNull Role role) {

    @Override
    public String toString() {
        return "CreateUserRequest";
    }
}
