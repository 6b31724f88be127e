package io.atrium.kit.paging;

import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code ?limit=} (1 to 200, 50 when absent) and {@code ?cursor=} of a list; use as {@code @BeanParam}. */
public class PageRequest {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    @QueryParam("limit")
    @Parameter(
            description = "At most this many items",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "" + MAX_LIMIT,
                            defaultValue = "" + DEFAULT_LIMIT))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next_cursor of the page before; absent for the first page")
    @Nullable
    String cursor;

    /** A request made in code. */
    public static PageRequest of(int limit, @Nullable String cursor) {
        PageRequest request = new PageRequest();
        request.limit = Integer.toString(limit);
        request.cursor = cursor;
        return request;
    }

    /** @throws ProblemException VALIDATION_FAILED outside of 1 to 200 */
    public int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        } catch (NumberFormatException e) {
            // answered below, as any other value outside of the range
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
    }

    /** Where the page begins; empty for the first one. */
    public Optional<Cursor> cursor() {
        return cursor == null || cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.parse(cursor));
    }

    /** How many rows to fetch: one more than the limit tells whether there is a next page. */
    public int fetch() {
        return limit() + 1;
    }

    /** The page of rows fetched with {@link #fetch()}, its cursor made of the last row that is shown. */
    public <R> Page<R> page(List<R> fetched, Function<? super R, Cursor> key) {
        int size = limit();
        if (fetched.size() <= size) {
            return new Page<>(fetched, null);
        }
        List<R> shown = fetched.subList(0, size);
        return new Page<>(shown, key.apply(shown.get(size - 1)).encode());
    }
}
