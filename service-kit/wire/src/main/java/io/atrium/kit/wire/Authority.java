package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * {@code host [":" port]} of a {@code Host} field or an absolute request target: a name, an IPv4 address or an IPv6
 * address in brackets. Narrower than a URI's authority: no user information, no escapes, no sub-delimiters, which no
 * name in DNS has and which a list of two hosts would.
 */
final class Authority {

    private static final int LONGEST = 261;

    private Authority() {}

    /** The authority in lower case without the port that is the default of plain HTTP. */
    static String read(ByteBuf in, int from, int to) throws MalformedMessageException {
        if (to - from > LONGEST) {
            throw MalformedMessageException.of("the host is too long");
        }
        String text = in.toString(from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        String host = end < 0 ? text : text.substring(0, end);
        String port = end < 0 ? "" : text.substring(end);
        if (!isHost(host) || !isPort(port)) {
            throw MalformedMessageException.of("the host is not valid");
        }
        return port.equals(":80") ? host : host + port;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            return address.indexOf('%') < 0 && NetUtil.isValidIpV6Address(address);
        }
        return !host.isEmpty()
                && host.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0);
    }

    private static boolean isPort(String port) {
        if (port.isEmpty()) {
            return true;
        }
        return port.matches(":[0-9]{1,5}") && Integer.parseInt(port.substring(1)) <= 65_535;
    }
}
