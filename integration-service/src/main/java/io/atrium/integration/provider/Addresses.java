package io.atrium.integration.provider;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses a tenant's URL may lead to: public unicast ones, however they are written. */
public final class Addresses {

    // RFC 6890 and its registry: what is not globally reachable, and what clouds answer metadata on.
    private static final List<Range> REFUSED_V4 = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4),
            // Azure's and Alibaba's virtual public addresses for metadata
            Range.of("168.63.129.16", 32),
            Range.of("100.100.100.200", 32));

    private static final Range GLOBAL_UNICAST_V6 = Range.of("2000::", 3);

    // inside of 2000::/3: IETF protocols with Teredo, documentation, 6to4
    private static final List<Range> REFUSED_V6 =
            List.of(Range.of("2001::", 23), Range.of("2001:db8::", 32), Range.of("2002::", 16), Range.of("3fff::", 20));

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private Addresses() {}

    /** Whether a tenant may have the platform connect there. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return REFUSED_V4.stream().noneMatch(range -> range.contains(bytes));
        }
        if (address instanceof Inet6Address v6) {
            if (v6.isIPv4CompatibleAddress() || Arrays.equals(bytes, 0, 12, NAT64, 0, 12)) {
                return false;
            }
            return GLOBAL_UNICAST_V6.contains(bytes) && REFUSED_V6.stream().noneMatch(range -> range.contains(bytes));
        }
        return false;
    }

    private record Range(byte[] network, int bits) {

        static Range of(String network, int bits) {
            try {
                return new Range(InetAddress.getByName(network).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("A literal needs no resolution", e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
