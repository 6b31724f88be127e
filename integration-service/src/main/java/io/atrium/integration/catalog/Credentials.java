package io.atrium.integration.catalog;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the provider is called with; never shown again. */
@Schema(description = "What a provider is called with; stored encrypted and never shown again")
public record Credentials(
        @Schema(
                description = "Sent to the provider as a bearer token; visible ASCII characters",
                examples = "demo-token-0123456789")
        @NotNull
        @Text(value = TextRule.TOKEN, max = 4096)
        String token) {

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
