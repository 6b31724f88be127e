package io.atrium.kit.paging;

/**
 * Limits a page in bytes. The database cuts the page, so that later rows are not sent to the process. A page ends
 * before the row that would exceed the limit, and has at least one row.
 *
 * <pre>{@code
 * PageBytes.cut(
 *     "SELECT id, data, octet_length(data) AS page_bytes FROM records WHERE … ORDER BY id LIMIT :fetch", "id", ":bytes")
 * }</pre>
 *
 * gives the rows with columns more. The length of a {@code text} or
 * {@code bytea} is read without its value; for {@code jsonb} keep the length in a column, or cast it to text.
 */
public final class PageBytes {
    /** The column of the inner statement that says how many bytes a row has; not null. */
    public static final String BYTES = "page_bytes";

    /** The column of the result that says how many rows there were before the cut. */
    public static final String CANDIDATES = "page_candidates";

    private PageBytes() {}

    /**
     * Wraps a statement.
     *
     * @param rows a SELECT with the page's ORDER BY and LIMIT, and a column {@value #BYTES}
     * @param order the same order, over the columns of {@code rows}
     * @param bytes the bound: a parameter of the statement
     */
    public static String cut(String rows, String order, String bytes) {
        return """
            SELECT * FROM (
              SELECT page_rows.*, count(*) OVER () AS page_candidates,
                     sum(page_rows.page_bytes) OVER (ORDER BY %2$s ROWS UNBOUNDED PRECEDING) AS page_bytes_up_to,
                     row_number() OVER (ORDER BY %2$s) AS page_row
                FROM (%1$s) AS page_rows) AS page_cut
             WHERE page_row = 1 OR page_bytes_up_to <= %3$s
             ORDER BY page_row""".formatted(rows, order, bytes);
    }
}
