package io.atrium.kit.paging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The type of one column of a {@link Keyset}. A cursor's value for the column is checked against it: never more than
 * PostgreSQL's type can hold.
 *
 * @param longest characters (code points) of a text; 0 for the other kinds
 */
public record KeyColumn(Kind kind, int longest) {

    private static final Instant FIRST_TIME =
            OffsetDateTime.of(-4712, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    private static final Instant END_OF_TIME =
            OffsetDateTime.of(294277, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    private static final int NANOS_OF_MICRO = 1000;
    private static final int BYTES_OF_CHARACTER = 4;

    /** What a value is. */
    public enum Kind {
        UUID,
        /** A timestamptz, to the microsecond. */
        TIMESTAMP,
        BIGINT,
        TEXT
    }

    public KeyColumn {
        if (kind == Kind.TEXT ? longest < 1 : longest != 0) {
            throw new IllegalArgumentException("A text has a bound, and nothing else has one");
        }
    }

    public static KeyColumn uuid() {
        return new KeyColumn(Kind.UUID, 0);
    }

    public static KeyColumn timestamp() {
        return new KeyColumn(Kind.TIMESTAMP, 0);
    }

    public static KeyColumn bigint() {
        return new KeyColumn(Kind.BIGINT, 0);
    }

    /** @param longest characters as PostgreSQL's {@code length()} counts them: the constraint of the column */
    public static KeyColumn text(int longest) {
        return new KeyColumn(Kind.TEXT, longest);
    }

    /** Whether the column can hold the value. */
    boolean takes(Object value) {
        return switch (kind) {
            case UUID -> value instanceof UUID;
            case BIGINT -> value instanceof Long;
            case TIMESTAMP ->
                value instanceof Instant time
                        && !time.isBefore(FIRST_TIME)
                        && time.isBefore(END_OF_TIME)
                        && time.getNano() % NANOS_OF_MICRO == 0;
            case TEXT ->
                value instanceof String text
                        && text.codePointCount(0, text.length()) <= longest
                        && text.indexOf('\0') < 0;
        };
    }

    /** The most bytes that {@link KeyCodec} makes of a value. */
    int mostBytes() {
        return switch (kind) {
            case UUID -> 2 * Long.BYTES;
            case BIGINT -> Long.BYTES;
            case TIMESTAMP -> Long.BYTES + Integer.BYTES;
            case TEXT -> Integer.BYTES + BYTES_OF_CHARACTER * longest;
        };
    }
}
