package io.atrium.kit.paging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which list a cursor belongs to, as bytes: its name, its organization and its filters, each in its place. */
record ListIdentity(List<byte[]> parts) {

    private static final byte[] ABSENT = {0};
    private static final String PRESENT = "\u0001";

    ListIdentity {
        parts = List.copyOf(parts);
    }

    static ListIdentity of(String list, @Nullable UUID organization, @Nullable Object... filters) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(part(list));
        parts.add(part(organization));
        for (Object filter : filters) {
            parts.add(part(filter));
        }
        return new ListIdentity(parts);
    }

    private static byte[] part(@Nullable Object given) {
        Object value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
        return value == null ? ABSENT : (PRESENT + text(value)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof String
                || value instanceof UUID
                || value instanceof Instant
                || value instanceof Number
                || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException("No filter of a list: " + value.getClass());
    }
}
