package io.atrium.system;

import static io.atrium.system.HostileKind.length;
import static io.atrium.system.HostileKind.one;

import java.util.List;
import java.util.SplittableRandom;

/** Lines of a head that clients, proxies and attackers send with any request. */
final class HostileHeaders {

    private static final List<String> NAMES = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Cache-Control",
            "Content-Encoding",
            "Content-Type",
            "Cookie",
            "Expect",
            "Forwarded",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Origin",
            "Range",
            "Referer",
            "Traceparent",
            "Upgrade",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-HTTP-Method-Override",
            "X-Organization-Id",
            "X-Request-Id");
    private static final List<String> LINES = List.of(
            "Connection: content-length",
            "Connection: authorization, close",
            "Connection: keep-alive, x-request-id",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding : chunked",
            "Content-Length: -1",
            "Content-Length: +2",
            "Content-Length: 99999999999999999999",
            "Content-Length: 2\r\nContent-Length: 3",
            "Content-Length: 2\r\nTransfer-Encoding: chunked",
            "Host: evil.example.com",
            "Host: localhost\r\nHost: localhost",
            "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Expect: 100-continue",
            "Content-Encoding: gzip, gzip, gzip",
            "Accept: application/json;q=1e400",
            "X-Odd\u0000Name: a",
            "X-Folded: a\r\n b",
            ": no name",
            "No colon");
    private static final List<String> VALUES = List.of(
            "",
            "*",
            "\"",
            "null",
            "%00",
            "a,".repeat(500),
            "\"x\",".repeat(300),
            "a=b;".repeat(500),
            "bytes=0-,5-1,-",
            "application/json; charset=nonsense",
            "application/json;" + " a=b;".repeat(200),
            "Bearer ",
            "Bearer a.b.c",
            "Basic YTpi",
            "W/\"1\"",
            "\"9223372036854775808\"",
            "${jndi:ldap://localhost:1/x}",
            "for=\"[::1%25eth0]\";host=evil.test",
            "1.2.3.4, ::1, unknown",
            "\u00e9\u6f22",
            "\u0007",
            "a\u0000b");

    private HostileHeaders() {}

    static final List<HostileKind<String>> ALL = List.of(
            new HostileKind<>("line", random -> one(random, LINES)),
            new HostileKind<>("header", random -> one(random, NAMES) + ": " + value(random)),
            new HostileKind<>("header twice", HostileHeaders::twice),
            new HostileKind<>("long header", random -> one(random, NAMES) + ": " + "x".repeat(length(random, 20_000))),
            new HostileKind<>("many headers", random -> many(length(random, 300))));

    /** A value of one header. */
    static String value(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? one(random, HostileTexts.ALL)
                        .make()
                        .apply(random)
                        .replace('\n', ' ')
                        .replace('\r', ' ')
                : one(random, VALUES);
    }

    private static String twice(SplittableRandom random) {
        String name = one(random, NAMES);
        return name + ": " + one(random, VALUES) + "\r\n" + name + ": " + one(random, VALUES);
    }

    private static String many(int count) {
        StringBuilder lines = new StringBuilder("X-0: a");
        for (int i = 1; i < count; i++) {
            lines.append("\r\nX-").append(i).append(": a");
        }
        return lines.toString();
    }
}
