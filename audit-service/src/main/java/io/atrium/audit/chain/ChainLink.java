package io.atrium.audit.chain;

import io.atrium.kit.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One link of an organization's chain.
 *
 * <p>{@code digest = SHA-256(salt | canonical record as UTF-8)}, and {@code hash = SHA-256("atrium-audit-1\n" |
 * organization | seq | event id | recorded at | clock skew | digest | hash before)}, where UUIDs are 16 bytes, seq and
 * recorded at (microseconds since 1970 UTC) 8 bytes big-endian, clock skew one byte, 0 or 1. Before the first link
 * stand 32 zero bytes. Neither needs the record itself, so a chain verifies without its payloads.
 */
public record ChainLink(
        UUID organizationId, long seq, UUID eventId, Instant recordedAt, boolean clockSkew, byte[] digest) {
    /** Bytes of a salt. */
    public static final int SALT_BYTES = 16;

    private static final byte[] CONTEXT = "atrium-audit-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int LINK_BYTES = CONTEXT.length + 16 + 8 + 16 + 8 + 1 + HASH_BYTES + HASH_BYTES;

    /** What stands before the first link. */
    public static byte[] origin() {
        return new byte[HASH_BYTES];
    }

    /** The digest of a canonical record under its salt. */
    public static byte[] digest(byte[] salt, String canonicalRecord) {
        MessageDigest sha256 = Sha256.newDigest();
        sha256.update(salt);
        return sha256.digest(canonicalRecord.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash that joins this link to the one before it. */
    public byte[] hash(byte[] before) {
        ByteBuffer link = ByteBuffer.allocate(LINK_BYTES)
                .put(CONTEXT)
                .putLong(organizationId.getMostSignificantBits())
                .putLong(organizationId.getLeastSignificantBits())
                .putLong(seq)
                .putLong(eventId.getMostSignificantBits())
                .putLong(eventId.getLeastSignificantBits())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .put((byte) (clockSkew ? 1 : 0))
                .put(digest)
                .put(before);
        return Sha256.of(link.array());
    }
}
