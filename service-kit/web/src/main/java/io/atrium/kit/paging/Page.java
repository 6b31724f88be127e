package io.atrium.kit.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most the asked limit
 * @param nextCursor what to ask the next page with; null on the last one
 */
@Schema(description = "One page of a list")
public record Page<T>(
        @Schema(
                description = "The items of the page, in the list's order; at most limit of them",
                maxItems = PageRequest.MAX_LIMIT)
        List<T> items,

        @Schema(
                description = "Opaque: give it as cursor to get the next page. Null on the last page",
                examples = CURSOR,
                maxLength = Cursors.MAX_LENGTH)
        @JsonProperty("next_cursor")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable
        String nextCursor) {

    /** Such as documents show; a real one has an authentication code in it. */
    static final String CURSOR = "AXo0dGhpcyBpcyBhIGN1cnNvcgGcE2NJ6HEovFx_0KajpFA";

    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each item changed. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<R>(items.stream().<R>map(change).toList(), nextCursor);
    }
}
