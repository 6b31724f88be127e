package io.atrium.kit.paging;

import io.atrium.kit.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?limit=} (1 to 200, default 50) and {@code ?cursor=} of a list, not validated yet. Use it as {@code
 * @BeanParam} and pass it to {@link Cursors#open}.
 */
public class PageRequest {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** Digits of ASCII: the parser of numbers takes a plus and the digits of every script. */
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    @QueryParam("limit")
    @Parameter(
            description = "The most items of the page",
            example = "20",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "" + MAX_LIMIT,
                            defaultValue = "" + DEFAULT_LIMIT))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(
            description = "The next_cursor of the page before, opaque, with the same filters as before; absent for the"
                    + " first page",
            example = Page.CURSOR,
            schema = @Schema(type = SchemaType.STRING, maxLength = Cursors.MAX_LENGTH))
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
    int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (LIMIT.matcher(limit).matches()) {
            int value = Integer.parseInt(limit);
            if (value <= MAX_LIMIT) {
                return value;
            }
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to " + MAX_LIMIT);
    }
}
