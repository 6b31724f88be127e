package io.atrium.kit.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.atrium.kit.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Creates the platform's identifiers (RFC 9562). */
public final class Ids {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** Looking the algorithm up costs as much as digesting an id does. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::newDigest);

    private Ids() {}

    /** A new UUIDv7; later ones of this process sort after earlier ones. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /**
     * The UUIDv8 of these parts: the first 122 bits of SHA-256 over each part with its length before it, so that
     * {@code ("ab", "c")} and {@code ("a", "bc")} differ.
     */
    public static UUID derived(String... parts) {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (bytes.length >> 24));
            digest.update((byte) (bytes.length >> 16));
            digest.update((byte) (bytes.length >> 8));
            digest.update((byte) bytes.length);
            digest.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
