package io.atrium.kit.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most the asked limit
 * @param nextCursor what to ask the next page with; null on the last one
 */
public record Page<T>(
        List<T> items,

        @JsonProperty("next_cursor") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each item changed. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<R>(items.stream().<R>map(change).toList(), nextCursor);
    }
}
