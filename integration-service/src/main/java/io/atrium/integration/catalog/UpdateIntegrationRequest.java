package io.atrium.integration.catalog;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The whole of an integration's settings; credentials left out stay as they are. */
public record UpdateIntegrationRequest(
        @NotNull @Text(value = TextRule.DISPLAY_NAME, max = 100)
        String name,

        @Schema(description = "Left out: the address the operator configured for the provider")
        @Size(max = 2000)
        @Nullable
        String baseUrl,

        @Valid @Nullable Credentials credentials,
        @Nullable Boolean enabled,

        @Schema(
                description =
                        "Left out: stays as it is. The source's name cannot change, the secret is rotated elsewhere")
        @Valid
        @Nullable
        WebhookRequest webhook) {}
