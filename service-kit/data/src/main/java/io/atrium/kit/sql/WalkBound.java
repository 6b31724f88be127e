package io.atrium.kit.sql;

import java.util.List;

/**
 * How far a {@link BoundedWalk} goes.
 *
 * @param rows at most
 * @param bytes of what is read; the walk ends before the row that would exceed them, and looks at one row at least
 */
public record WalkBound(int rows, long bytes) {

    public WalkBound {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("A walk looks at one row at least");
        }
    }

    /** Its rows, one more, the most rows to find, and its bytes. */
    List<Object> parameters(int most, boolean inBytes) {
        return inBytes
                ? List.of((long) rows, rows + 1L, (long) most, bytes)
                : List.of((long) rows, rows + 1L, (long) most);
    }

    /** The part of each, where several walks have this bound together. */
    public WalkBound share(int walks) {
        return new WalkBound(Math.max(1, rows / walks), Math.max(1, bytes / walks));
    }
}
