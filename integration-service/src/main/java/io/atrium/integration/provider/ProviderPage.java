package io.atrium.integration.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a provider's collection. */
public record ProviderPage(List<JsonNode> items, @Nullable String nextCursor) {

    public ProviderPage {
        items = List.copyOf(items);
    }
}
