package io.atrium.integration.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a provider's collection. */
public record ProviderPage(List<Item> items, @Nullable String nextCursor) {

    /**
     * @param value to read in
     * @param text the item as the provider wrote it
     */
    public record Item(JsonNode value, String text) {}

    public ProviderPage {
        items = List.copyOf(items);
    }
}
