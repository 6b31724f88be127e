package io.atrium.identity.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The refresh token of the last reply. */
@Schema(name = "Refresh")
public record RefreshRequest(@NotBlank @Size(max = 8192) String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
