package io.atrium.kit.text;

/** An absolute URL as it is called: ASCII, its host in A-labels. Whether it may be called is not decided here. */
final class WebUrl {

    private WebUrl() {}

    /** Empty stays empty: it stands for an address that is not the caller's to give. */
    static String of(String raw, int most) {
        if (raw.isEmpty()) {
            return raw;
        }
        String text = Normal.strip(Normal.bounded(raw, most));
        String ascii = withAsciiHost(text);
        Normal.requireLength(ascii, 1, most);
        if (!ascii.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new TextRefusedException("must be a URL in ASCII; other characters are percent-encoded");
        }
        return ascii;
    }

    private static String withAsciiHost(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return text;
        }
        int begin = scheme + 3;
        int end = begin;
        while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(begin, end);
        int port = authority.lastIndexOf(':');
        String host = port < 0 ? authority : authority.substring(0, port);
        if (host.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        return text.substring(0, begin) + DomainName.of(host).value() + text.substring(begin + host.length());
    }
}
