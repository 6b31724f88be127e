package io.atrium.kit.wire.testing;

import java.util.List;

/** RFC 9112, section 3.2: exactly one valid host. */
final class HostRows {

    private HostRows() {}

    static List<RawRequest> rows() {
        return new Rows()
                .refused("no host", "GET {path} HTTP/1.1\r\n\r\n")
                .refused("two hosts", get("localhost\r\nHost: evil.test"))
                .refused("one host twice", get("localhost\r\nHost: localhost"))
                .refused("two hosts in HTTP/1.0", "GET {path} HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")
                .refused("an empty host", get(""))
                .refused("a list of hosts", get("localhost, evil.test"))
                .refused("a list of hosts without blanks", get("localhost,evil.test"))
                .refused("a blank in a host", get("localhost evil.test"))
                .refused("user information", get("user@localhost"))
                .refused("user and password", get("user:password@localhost"))
                .refused("a path behind a host", get("localhost/api"))
                .refused("a query behind a host", get("localhost?a"))
                .refused("a fragment behind a host", get("localhost#a"))
                .refused("a backslash in a host", get("localhost\\evil.test"))
                .refused("an escape in a host", get("local%00host"))
                .refused("a host outside ASCII", get("b\u00fccher.example"))
                .refused("a control character in a host", get("local\u0001host"))
                .refused("a port of letters", get("localhost:http"))
                .refused("a port with a sign", get("localhost:+80"))
                .refused("a port that is too large", get("localhost:65536"))
                .refused("two ports", get("localhost:80:80"))
                .refused("an open bracket", get("[::1"))
                .refused("letters in brackets", get("[localhost]"))
                .refused("an address with a zone", get("[fe80::1%25eth0]"))
                .passed("a host with a port", get("localhost:8000"), "")
                .passed("an IPv4 address", get("127.0.0.1:8000"), "")
                .passed("an IPv6 address", get("[::1]:8000"), "")
                .passed("a host in capitals", get("LocalHost"), "")
                .passedAndClosed("no host in HTTP/1.0", "GET {path} HTTP/1.0\r\n\r\n", "")
                .list();
    }

    private static String get(String host) {
        return "GET {path} HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }
}
