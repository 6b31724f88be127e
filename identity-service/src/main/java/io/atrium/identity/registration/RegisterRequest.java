package io.atrium.identity.registration;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new organization and its first administrator. */
@Schema(name = "Register")
public record RegisterRequest(
        @NotNull @Text(TextRule.EMAIL) String email,
        @NotNull @Text(TextRule.USER_NAME) String username,
        @NotNull @Text(TextRule.PASSWORD) String password,
        @Nullable @Text(TextRule.PERSON_NAME) String firstName,
        @Nullable @Text(TextRule.PERSON_NAME) String lastName,
        @NotNull @Text(TextRule.DISPLAY_NAME) String organizationName,
        @NotNull @Text(TextRule.DOMAIN) String organizationDomain,
        @NotNull @Text(TextRule.SUBDOMAIN) String organizationSubdomain) {

    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
