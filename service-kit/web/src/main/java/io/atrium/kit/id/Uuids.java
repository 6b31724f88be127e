package io.atrium.kit.id;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses UUIDs in the form of RFC 9562: 8-4-4-4-12 hexadecimal digits, upper or lower case. {@link UUID#fromString}
 * also accepts shorter and longer groups, and makes another UUID of them.
 */
public final class Uuids {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int LENGTH = 36;
    private static final int TIME_ORDERED = 7;

    private Uuids() {}

    /** The UUID, or nothing when the text is none. */
    public static Optional<UUID> parse(@Nullable String text) {
        return text != null
                        && text.length() == LENGTH
                        && CANONICAL.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    /** When a UUIDv7 was made, to the millisecond; nothing for other versions, which do not say. */
    public static Optional<Instant> madeAt(UUID id) {
        return id.version() == TIME_ORDERED
                ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
                : Optional.empty();
    }
}
