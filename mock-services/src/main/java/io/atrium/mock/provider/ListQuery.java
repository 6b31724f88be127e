package io.atrium.mock.provider;

import io.atrium.mock.json.MockException;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a list was asked for; {@code updatedSince} in milliseconds since 1970. */
record ListQuery(int limit, @Nullable String cursor, long updatedSince) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;

    static ListQuery of(HttpServerRequest request) {
        return new ListQuery(
                limit(request.getParam("limit")),
                request.getParam("cursor"),
                updatedSince(request.getParam("updated_since")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below like any other bad limit
        }
        throw MockException.badRequest("limit is between 1 and " + LARGEST_LIMIT);
    }

    private static long updatedSince(@Nullable String text) {
        if (text == null) {
            return Long.MIN_VALUE;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw MockException.badRequest("updated_since is an RFC 3339 time");
        }
    }
}
