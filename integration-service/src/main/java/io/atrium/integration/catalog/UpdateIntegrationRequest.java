package io.atrium.integration.catalog;

import io.atrium.integration.source.WebhookRequest;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The whole of an integration's settings; credentials left out stay as they are, unless the address changes. */
@Schema(description = "All settings of an integration, as they shall be")
public record UpdateIntegrationRequest(
        @Schema(description = "Name for people, one line", examples = "Billing")
        @NotNull
        @Text(value = TextRule.DISPLAY_NAME, max = 100)
        String name,

        @Schema(
                description = "Where the provider is called: an http or https URL without user, query and"
                        + " fragment, of a host outside; left out: the address that the operator configured for"
                        + " the provider",
                examples = "https://billing.example.com/v2",
                format = "uri")
        @Size(max = 2000)
        @Nullable
        String baseUrl,

        @Schema(
                description = "What the provider is called with; left out: stays as it is, or is removed when base_url"
                        + " changes, as it was given for the address before")
        @Valid
        @Nullable
        Credentials credentials,

        @Schema(
                description = "Whether webhooks are taken and the provider is called; left out: stays as it is",
                examples = "true")
        @Nullable
        Boolean enabled,

        @Schema(
                description = "Left out: stays as it is. Source and scheme cannot change, and there is no secret"
                        + " in it: that is rotated elsewhere")
        @Valid
        @Nullable
        WebhookRequest webhook) {}
