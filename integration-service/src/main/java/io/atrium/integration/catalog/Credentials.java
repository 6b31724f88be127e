package io.atrium.integration.catalog;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;

/** What the provider is called with; never shown again. */
public record Credentials(
        @NotNull @Text(value = TextRule.TOKEN, max = 4096) String token) {

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
