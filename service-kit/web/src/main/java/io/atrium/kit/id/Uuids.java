package io.atrium.kit.id;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parses UUIDs in the form of RFC 9562: 8-4-4-4-12 hexadecimal digits, upper or lower case. {@link UUID#fromString}
 * also accepts shorter and longer groups, and makes another UUID of them.
 */
public final class Uuids {

    private static final int LENGTH = 36;
    private static final int TIME_ORDERED = 7;

    private Uuids() {}

    /** The UUID, or nothing when the text is none. */
    public static Optional<UUID> parse(@Nullable String text) {
        return text != null && isCanonical(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static boolean isCanonical(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 8, 13, 18, 23 -> c == '-';
                default -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** When a UUIDv7 was made, to the millisecond; nothing for other versions, which do not say. */
    public static Optional<Instant> madeAt(UUID id) {
        return id.version() == TIME_ORDERED
                ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                : Optional.empty();
    }
}
