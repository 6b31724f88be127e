package io.atrium.mock.record;

import io.atrium.mock.json.MockException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/** Place of a record in the order of lists, and the cursor that stands for it. */
record Key(long updatedAt, String id) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::updatedAt).thenComparing(Key::id);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    String toCursor() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((updatedAt + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    static Key fromCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            return new Key(Long.parseLong(text.substring(0, Math.max(bar, 0))), text.substring(bar + 1));
        } catch (IllegalArgumentException e) {
            throw MockException.badRequest("cursor was not issued here");
        }
    }
}
