package io.atrium.kit.caller;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a client's address that stays the same while one person uses it: an IPv4 address, or the /64 network of
 * an IPv6 address, in which a host can choose addresses freely. An IPv4-mapped IPv6 address is treated as the IPv4
 * address.
 */
public final class ClientNetwork {

    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;
    private static final byte[] MAPPED = HexFormat.of().parseHex("00000000000000000000ffff");

    private ClientNetwork() {}

    /** @param address a literal; a name or nothing gives none, and no name is resolved */
    public static Optional<String> of(@Nullable String address) {
        return bytes(address).map(HexFormat.of()::formatHex);
    }

    /** The same as bytes: 4 or 8 of them. */
    public static Optional<byte[]> bytes(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return Optional.ofNullable(bytes).map(ClientNetwork::network);
    }

    private static byte[] network(byte[] address) {
        if (address.length != IPV6_BYTES) {
            return address;
        }
        return Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
                ? Arrays.copyOfRange(address, MAPPED.length, IPV6_BYTES)
                : Arrays.copyOf(address, PREFIX_BYTES);
    }
}
