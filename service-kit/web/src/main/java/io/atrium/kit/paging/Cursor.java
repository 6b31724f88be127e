package io.atrium.kit.paging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The position in a list where the next page begins: the keyset values of the last item, in sort order. The values of
 * a client's cursor have been checked: they have the types of the list's {@link Keyset}.
 */
public record Cursor(List<Object> values) {

    public Cursor {
        values = List.copyOf(values);
    }

    /** A cursor of these values: UUID, Instant, Long or String, as the keyset declares them. */
    public static Cursor of(Object... values) {
        return new Cursor(List.of(values));
    }

    public UUID uuid(int index) {
        return (UUID) values.get(index);
    }

    public Instant instant(int index) {
        return (Instant) values.get(index);
    }

    public long number(int index) {
        return (Long) values.get(index);
    }

    public String text(int index) {
        return (String) values.get(index);
    }
}
