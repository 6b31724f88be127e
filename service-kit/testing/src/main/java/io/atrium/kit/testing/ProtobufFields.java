package io.atrium.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The fields of one message of Protocol Buffers, by their numbers: as much of its encoding as traces need. */
final class ProtobufFields {

    private record Field(int number, byte[] bytes, long value) {}

    private static final byte[] NO_BYTES = {};

    private final List<Field> fields = new ArrayList<>();

    ProtobufFields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, NO_BYTES, varint(in)));
                case 1 -> fields.add(new Field(number, NO_BYTES, in.getLong()));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, bytes, 0));
                }
                case 5 -> fields.add(new Field(number, NO_BYTES, in.getInt()));
                default -> throw new IllegalArgumentException("No wire type: " + (tag & 7));
            }
        }
    }

    List<ProtobufFields> messages(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> new ProtobufFields(field.bytes()))
                .toList();
    }

    byte[] bytes(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .findFirst()
                .map(Field::bytes)
                .orElse(NO_BYTES);
    }

    String text(int number) {
        return new String(bytes(number), UTF_8);
    }

    long number(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .findFirst()
                .map(Field::value)
                .orElse(0L);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number of more than 64 bits");
    }
}
