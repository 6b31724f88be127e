package io.atrium.kit.paging;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The columns by which a list is ordered, and which together identify a row. Each list declares it once. A change of
 * the columns or of the order makes it another list: give it a new name, so that cursors of the old one are refused.
 *
 * @param list the list's name, the same in all versions of the service that order it so
 */
public record Keyset(String list, List<KeyColumn> columns) {

    public Keyset {
        requireNonNull(list, "list");
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A list has a key");
        }
        int longest = Cursors.encodedLength(
                columns.stream().mapToInt(KeyColumn::mostBytes).sum());
        if (longest > Cursors.MAX_LENGTH) {
            throw new IllegalArgumentException("A cursor of " + list + " may take " + longest
                    + " characters, which a request line has no room for");
        }
    }

    public static Keyset of(String list, KeyColumn... columns) {
        return new Keyset(list, List.of(columns));
    }
}
