package io.atrium.integration.catalog;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An organization's own integration. The three with the providers exist from the start. */
public record CreateIntegrationRequest(
        @NotNull @Text(value = TextRule.DISPLAY_NAME, max = 100)
        String name,

        @Nullable Provider provider,
        @Size(max = 2000) @Nullable String baseUrl,
        @Valid @Nullable Credentials credentials,
        @Nullable Boolean enabled,
        @NotNull @Valid WebhookRequest webhook) {}
