package io.atrium.identity.registration;

import io.atrium.identity.user.UserFields;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new organization and its first administrator. */
@Schema(name = "Register")
public record RegisterRequest(
        @NotBlank @Email @Size(max = 254) String email,

        @NotNull @Pattern(regexp = UserFields.USERNAME, message = UserFields.USERNAME_MESSAGE)
        String username,

        @NotNull @Size(max = 512) String password,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String firstName,

        @Nullable @Size(max = 100) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String lastName,

        @NotBlank @Size(max = 200) @Pattern(regexp = UserFields.NAME, message = UserFields.NAME_MESSAGE)
        String organizationName,

        @NotNull @Size(max = 253) @Pattern(regexp = DOMAIN, message = "must be a domain name, as in example.com")
        String organizationDomain,

        @NotNull @Pattern(regexp = LABEL, message = "must be one label of a domain name")
        String organizationSubdomain) {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String DOMAIN = "(?:" + LABEL + "\\.)+" + LABEL;

    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
