package io.atrium.integration.catalog;

import io.atrium.integration.source.WebhookRequest;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization's own integration. The three with the providers exist from the start. */
@Schema(
        description = "An integration of the organization's own; those with the platform's providers exist"
                + " from the start")
public record CreateIntegrationRequest(
        @Schema(description = "Name for people, one line", examples = "Billing")
        @NotNull
        @Text(value = TextRule.DISPLAY_NAME, max = 100)
        String name,

        @Schema(description = "custom, or left out: the others exist from the start", examples = "custom") @Nullable
        Provider provider,

        @Schema(
                description = "Where the provider is called: an http or https URL without user, query and"
                        + " fragment, of a host outside; left out: the address that the operator configured for"
                        + " the provider",
                examples = "https://billing.example.com/v2",
                format = "uri")
        @Size(max = 2000)
        @Nullable
        String baseUrl,

        @Schema(description = "What the provider is called with; never shown again") @Valid @Nullable
        Credentials credentials,

        @Schema(
                description = "Whether webhooks are taken and the provider is called; true when left out",
                examples = "true")
        @Nullable
        Boolean enabled,

        @Schema(description = "The webhook source; its name is new in the organization") @NotNull @Valid
        WebhookRequest webhook) {}
