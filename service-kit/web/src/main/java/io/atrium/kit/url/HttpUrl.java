package io.atrium.kit.url;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The base address of calls, such as {@code https://api.example.com:8443/v2}: a subset of RFC 3986 in which every
 * parser finds the same host and port. Code that connects uses the parts that were parsed here, and parses nothing
 * itself.
 *
 * @param tls whether the scheme is https
 * @param host lower case, an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param path empty, or beginning with a slash and ending without one
 */
public record HttpUrl(boolean tls, String host, int port, String path) {

    /** The longest text that is looked at, in characters. */
    public static final int MAX_LENGTH = 2000;

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_NAME = 253;
    private static final int GROUPS = 8;
    private static final int NO_GROUPS = -100;
    private static final Pattern VISIBLE = Pattern.compile("[!-~&&[^\"<>\\\\^`{|}]]*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}(?:(?<=:)[0-9.]{7,15})?");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    public HttpUrl {
        requireNonNull(host, "host");
        requireNonNull(path, "path");
    }

    /** @throws IllegalArgumentException whose message says what is wrong, as in "must have a port from 1 to 65535" */
    public static HttpUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters");
        }
        if (!VISIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be visible ASCII characters without white space and backslashes;"
                    + " an international host is written in its xn-- form");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean tls = lower.startsWith("https://");
        if (!tls && !lower.startsWith("http://")) {
            throw new IllegalArgumentException("must be an http or https URL");
        }
        String rest = text.substring(tls ? "https://".length() : "http://".length());
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        if (authority.indexOf('@') >= 0 || rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must have neither user, query nor fragment");
        }
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? (tls ? 443 : 80) : port(authority.substring(colon + 1));
        return new HttpUrl(tls, host(host.toLowerCase(Locale.ROOT)), port, path(path));
    }

    /** Whether the host is an address and no name. */
    public boolean isAddress() {
        return host.indexOf(':') >= 0 || beginsWithDigit(lastLabel(host));
    }

    private static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("must have a port from 1 to " + LAST_PORT + ", or none");
        }
        return port;
    }

    private static String host(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed ? isIpv6(host.substring(1, host.length() - 1)) : isName(host) || isIpv4(host)) {
            return bracketed ? host.substring(1, host.length() - 1) : host;
        }
        throw new IllegalArgumentException("must have a host: a name, an IPv4 address as four decimal numbers, or an"
                + " IPv6 address in brackets");
    }

    /** The last label begins with a letter (RFC 1123, 2.1): what begins with a digit may be read as an IPv4 address. */
    private static boolean isName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty() || name.length() > LONGEST_NAME || beginsWithDigit(lastLabel(name))) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String host) {
        String[] octets = host.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String address) {
        if (!IPV6.matcher(address).matches()) {
            return false;
        }
        int dotted = address.indexOf('.') < 0 ? -1 : address.lastIndexOf(':') + 1;
        if (dotted >= 0 && !isIpv4(address.substring(dotted))) {
            return false;
        }
        String groups = dotted < 0 ? address : address.substring(0, dotted) + "0:0";
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return count(groups) == GROUPS;
        }
        String before = groups.substring(0, gap);
        String after = groups.substring(gap + 2);
        int given = (before.isEmpty() ? 0 : count(before)) + (after.isEmpty() ? 0 : count(after));
        return given >= 0 && given < GROUPS;
    }

    /** How many groups of one to four digits; a negative number when they are something else. */
    private static int count(String groups) {
        String[] all = groups.split(":", -1);
        for (String group : all) {
            if (group.isEmpty() || group.length() > 4) {
                return NO_GROUPS;
            }
        }
        return all.length;
    }

    private static String path(String path) {
        if (BROKEN_ESCAPE.matcher(path).find() || path.indexOf('[') >= 0 || path.indexOf(']') >= 0) {
            throw new IllegalArgumentException("must have a path in which % begins an escape such as %20");
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean beginsWithDigit(String label) {
        return !label.isEmpty() && label.charAt(0) >= '0' && label.charAt(0) <= '9';
    }

    private static String lastLabel(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
