package io.atrium.identity.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address and its password. */
@Schema(name = "Login")
public record LoginRequest(
        @NotBlank @Size(max = 254) String email,
        @NotNull @Size(max = 512) String password) {

    @Override
    public String toString() {
        return "LoginRequest";
    }
}
