package io.atrium.kit.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Key values as bytes: fixed widths, big-endian; a text is UTF-8 with its length before it. */
final class KeyCodec {

    private KeyCodec() {}

    /** @throws IllegalArgumentException for values that are not of the columns */
    static byte[] write(List<KeyColumn> columns, List<Object> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(values.size() + " values for " + columns.size() + " key columns");
        }
        ByteBuffer bytes = ByteBuffer.allocate(
                columns.stream().mapToInt(KeyColumn::mostBytes).sum());
        for (int i = 0; i < values.size(); i++) {
            if (!columns.get(i).takes(values.get(i))) {
                throw new IllegalArgumentException("Key column " + i + " takes a "
                        + columns.get(i).kind() + " within its range, not this "
                        + values.get(i).getClass().getSimpleName());
            }
            write(bytes, values.get(i));
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private static void write(ByteBuffer bytes, Object value) {
        if (value instanceof UUID id) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        } else if (value instanceof Instant time) {
            bytes.putLong(time.getEpochSecond()).putInt(time.getNano());
        } else if (value instanceof Long number) {
            bytes.putLong(number);
        } else {
            byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
            bytes.putInt(text.length).put(text);
        }
    }

    /** @throws IllegalArgumentException for bytes that are not values of the columns, no more and no less */
    static List<Object> read(List<KeyColumn> columns, ByteBuffer bytes) {
        List<Object> values = new ArrayList<>(columns.size());
        for (KeyColumn column : columns) {
            Object value = read(column, bytes);
            if (!column.takes(value)) {
                throw new IllegalArgumentException("A value is out of the column's range");
            }
            values.add(value);
        }
        require(!bytes.hasRemaining());
        return values;
    }

    private static Object read(KeyColumn column, ByteBuffer bytes) {
        return switch (column.kind()) {
            case UUID -> {
                require(bytes.remaining() >= 2 * Long.BYTES);
                yield new UUID(bytes.getLong(), bytes.getLong());
            }
            case BIGINT -> {
                require(bytes.remaining() >= Long.BYTES);
                yield bytes.getLong();
            }
            case TIMESTAMP -> {
                require(bytes.remaining() >= Long.BYTES + Integer.BYTES);
                yield time(bytes.getLong(), bytes.getInt());
            }
            case TEXT -> {
                require(bytes.remaining() >= Integer.BYTES);
                yield text(bytes, bytes.getInt());
            }
        };
    }

    private static Instant time(long seconds, int nanos) {
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("No time", e);
        }
    }

    private static String text(ByteBuffer bytes, int length) {
        require(length >= 0 && length <= bytes.remaining());
        ByteBuffer text = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("No UTF-8", e);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("Not the bytes of these columns");
        }
    }
}
