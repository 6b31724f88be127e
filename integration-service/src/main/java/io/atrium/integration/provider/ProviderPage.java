package io.atrium.integration.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a provider's collection.
 *
 * @param date the provider's clock when it answered; null when it does not tell
 */
public record ProviderPage(
        List<Item> items,
        @Nullable String nextCursor,
        @Nullable Instant date) {

    /**
     * @param value the members that name and order it: {@code id}, {@code updated_at}, {@code version}, {@code deleted}
     * @param text the item as the provider wrote it
     */
    public record Item(JsonNode value, String text) {}

    public ProviderPage {
        items = List.copyOf(items);
    }
}
