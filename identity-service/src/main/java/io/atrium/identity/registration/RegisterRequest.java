package io.atrium.identity.registration;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new organization and its first administrator. */
@Schema(name = "Register", description = "A new organization and its first administrator")
public record RegisterRequest(
        @Schema(
                description =
                        "E-mail address that the administrator logs in with; no other user of the platform has it",
                examples = Examples.EMAIL)
        @NotNull
        @Text(TextRule.EMAIL)
        String email,

        @Schema(
                description = "2 to 63 letters, digits and ._@+-, beginning with a letter or digit (RFC 8265)",
                examples = Examples.USERNAME)
        @NotNull
        @Text(TextRule.USER_NAME)
        String username,

        @Schema(
                description =
                        "12 to 128 characters unless configured otherwise; no common one, and not the address, the"
                                + " username or a name of the organization",
                examples = "correct horse battery staple")
        @NotNull
        @Text(TextRule.PASSWORD)
        String password,

        @Schema(description = "First name, one line", examples = Examples.FIRST_NAME)
        @Nullable
        @Text(TextRule.PERSON_NAME)
        String firstName,

        @Schema(description = "Last name, one line", examples = Examples.LAST_NAME)
        @Nullable
        @Text(TextRule.PERSON_NAME)
        String lastName,

        @Schema(description = "The organization's name, one line", examples = Examples.ORGANIZATION_NAME)
        @NotNull
        @Text(TextRule.DISPLAY_NAME)
        String organizationName,

        @Schema(
                description =
                        "The organization's domain, in U-labels or A-labels (RFC 5890); no other organization has it",
                examples = Examples.DOMAIN)
        @NotNull
        @Text(TextRule.DOMAIN)
        String organizationDomain,

        @Schema(
                description =
                        "3 to 63 ASCII letters, digits and inner hyphens; no other organization has it, and no name"
                                + " that the platform keeps",
                examples = Examples.SUBDOMAIN)
        @NotNull
        @Text(TextRule.SUBDOMAIN)
        String organizationSubdomain) {

    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
