package io.atrium.integration.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What the provider is called with; never shown again. */
public record Credentials(
        @NotBlank @Size(max = 4096) @Pattern(regexp = "[\\x21-\\x7e]*", message = "must be visible ASCII characters")
        String token) {

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
