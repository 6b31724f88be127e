package io.atrium.kit.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The page that one request asks for: where it begins, and how many rows to fetch. */
public final class Paging {

    private final int limit;
    private final @Nullable Cursor after;
    private final Function<Cursor, String> encoder;

    Paging(int limit, @Nullable Cursor after, Function<Cursor, String> encoder) {
        this.limit = limit;
        this.after = after;
        this.encoder = encoder;
    }

    /** At most so many items are shown. */
    public int limit() {
        return limit;
    }

    /** Where the page begins; empty for the first one. */
    public Optional<Cursor> after() {
        return Optional.ofNullable(after);
    }

    /** How many rows to fetch: one more than the limit tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** The page of rows fetched with {@link #fetch()}, its cursor made of the last row that is shown. */
    public <R> Page<R> page(List<R> fetched, Function<? super R, Cursor> key) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<R> shown = fetched.subList(0, limit);
        return pageUpTo(shown, key.apply(shown.get(limit - 1)));
    }

    /**
     * The page of rows fetched with {@link #fetch()} and cut by {@link PageBytes}.
     *
     * @param candidates how many rows there were before the cut
     */
    public <R> Page<R> page(List<R> cut, long candidates, Function<? super R, Cursor> key) {
        List<R> shown = cut.size() <= limit ? cut : cut.subList(0, limit);
        return shown.isEmpty() || candidates <= shown.size()
                ? new Page<>(shown, null)
                : pageUpTo(shown, key.apply(shown.get(shown.size() - 1)));
    }

    /**
     * The page of a list that looks through a bounded number of rows for those that it shows. It may have fewer items than
     * the limit, or none, and still a next page.
     *
     * @param found with {@link #fetch()}
     * @param stop the last row that was looked at, when there are more rows behind it; it need not be among those found
     */
    public <R> Page<R> page(List<R> found, Optional<R> stop, Function<? super R, Cursor> key) {
        return found.size() > limit || stop.isEmpty() ? page(found, key) : pageUpTo(found, key.apply(stop.get()));
    }

    /** A page that ends at a place of its own, for a list that looks through more rows than it shows. */
    public <R> Page<R> pageUpTo(List<R> shown, Cursor last) {
        return new Page<>(shown, encoder.apply(last));
    }
}
