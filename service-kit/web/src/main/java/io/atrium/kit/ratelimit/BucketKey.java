package io.atrium.kit.ratelimit;

import io.atrium.kit.caller.ClientNetwork;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identifies the owner of a bucket, in 128 bits. */
public record BucketKey(long high, long low) {

    private static final int IPV4 = 4;
    private static final long IPV4_PREFIX = 4;
    private static final long IPV6_PREFIX = 6;

    /** A user, an organization. */
    public static BucketKey of(UUID id) {
        return new BucketKey(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The first 128 bits of a digest. */
    public static BucketKey of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new BucketKey(bytes.getLong(), bytes.getLong());
    }

    /**
     * The network of a client: an IPv4 address, or the /64 of an IPv6 address. Requests whose address is not known share
     * one bucket.
     */
    public static BucketKey ofNetwork(@Nullable String address) {
        return ClientNetwork.bytes(address).map(BucketKey::ofNetwork).orElse(new BucketKey(0, 0));
    }

    private static BucketKey ofNetwork(byte[] network) {
        ByteBuffer bytes = ByteBuffer.wrap(network);
        return network.length == IPV4
                ? new BucketKey(IPV4_PREFIX, bytes.getInt() & 0xFFFF_FFFFL)
                : new BucketKey(IPV6_PREFIX, bytes.getLong());
    }

    /** 32 hexadecimal digits. */
    String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
