package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
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
        @NotNull @Text(TextRule.EMAIL) String email,
        @NotNull @Text(TextRule.USER_NAME) String username,
        @NotNull @Text(TextRule.PASSWORD) String password,
        @Nullable @Text(TextRule.PERSON_NAME) String firstName,
        @Nullable @Text(TextRule.PERSON_NAME) String lastName,
        @Nullable UUID organizationId,
        @NotNull Role role) {

    @Override
    public String toString() {
        return "CreateUserRequest";
    }
}
