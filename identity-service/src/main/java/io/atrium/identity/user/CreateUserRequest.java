package io.atrium.identity.user;

import io.atrium.kit.caller.Role;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user to create. */
@Schema(name = "CreateUser", description = "A user to create in the caller's organization")
public record CreateUserRequest(
        @Schema(description = UserResponse.ABOUT_EMAIL, examples = "bob@example.com") @NotNull @Text(TextRule.EMAIL)
        String email,

        @Schema(description = UserResponse.ABOUT_USERNAME, examples = "bob") @NotNull @Text(TextRule.USER_NAME)
        String username,

        @Schema(
                description =
                        "12 to 128 characters unless configured otherwise; no common one, and neither the address nor"
                                + " the username",
                examples = "correct horse battery staple")
        @NotNull
        @Text(TextRule.PASSWORD)
        String password,

        @Schema(description = "First name, one line", examples = "Bob") @Nullable @Text(TextRule.PERSON_NAME)
        String firstName,

        @Schema(description = "Last name, one line", examples = "Jones") @Nullable @Text(TextRule.PERSON_NAME)
        String lastName,

        @Schema(
                description = "The caller's organization, which it is without it; another one is refused with 403",
                examples = Examples.ORGANIZATION_ID)
        @Nullable
        UUID organizationId,

        @Schema(description = "At most the caller's own", examples = "USER") @NotNull
        Role role) {

    @Override
    public String toString() {
        return "CreateUserRequest";
    }
}
