package io.atrium.kit.wire.testing;

import static io.atrium.kit.wire.testing.Rows.CHUNKED;
import static io.atrium.kit.wire.testing.Rows.FIVE;
import static io.atrium.kit.wire.testing.Rows.GET;
import static io.atrium.kit.wire.testing.Rows.HOST;
import static io.atrium.kit.wire.testing.Rows.POST;

import java.util.List;

/** RFC 9112, section 9: what one connection carries after another, and what ends with it. */
final class ConnectionRows {

    private static final String BAD = "GET {path}/smuggled HTTP/1.1\r\nHost : localhost\r\n\r\n";

    private ConnectionRows() {}

    static List<RawRequest> rows() {
        Rows rows = new Rows();
        pipelines(rows);
        options(rows);
        early(rows);
        return rows.list();
    }

    private static void pipelines(Rows rows) {
        Outcome goodThenBad = new Outcome(List.of(200, 400), false, List.of("hello"));
        rows.passed("two requests at once", GET + "\r\n" + POST + "Content-Length: 5\r\n\r\nhello", "", "hello")
                .passed(
                        "three kinds of bodies",
                        CHUNKED + FIVE + POST + "Content-Length: 2\r\n\r\nhi" + GET + "\r\n",
                        "hello",
                        "hi",
                        "")
                .row(RawRequest.of("a good request, then a bad one", CHUNKED + FIVE + BAD, goodThenBad))
                .row(RawRequest.of(
                        "a good one, a bad one, a good one", CHUNKED + FIVE + BAD + GET + "\r\n", goodThenBad))
                .refused("a bad request, then a good one", BAD)
                .passedAndClosed("nothing is read behind the last request", GET + "Connection: close\r\n\r\n" + BAD, "")
                .passedAndClosed("nor behind one of HTTP/1.0", "GET {path} HTTP/1.0\r\n" + HOST + "\r\n" + BAD, "")
                .passed(
                        "HTTP/1.0, kept alive",
                        "GET {path} HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\n\r\n",
                        "");
    }

    private static void options(Rows rows) {
        rows.passed(
                        "Connection: Content-Length",
                        POST + "Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello",
                        "hello")
                .passed(
                        "Connection: Transfer-Encoding",
                        POST + "Connection: keep-alive, Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n\r\n" + FIVE,
                        "hello")
                .passed(
                        "Connection: Host",
                        POST
                                + "Connection: Host\r\nConnection: X-Request-Id, X-Forwarded-For\r\nContent-Length: 5\r\n\r\nhello",
                        "hello")
                .passed(
                        "an upgrade to a web socket",
                        GET + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        "")
                .passed(
                        "an upgrade to HTTP/2",
                        GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
                        "")
                .passed(
                        "Expect: 100-continue",
                        POST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
                        "hello");
    }

    /** The reply comes while the request is still on its way: the upstream connection still owes a body. */
    private static void early(Rows rows) {
        Outcome early = new Outcome(List.of(401), false, List.of(""));
        rows.row(onlyGateway(
                        "a reply before a body of a length",
                        "POST {path}/early HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Length: 7\r\n\r\nhel",
                        early))
                .row(onlyGateway(
                        "a reply before chunks",
                        "POST {path}/early HTTP/1.1\r\n" + HOST
                                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                        early));
    }

    private static RawRequest onlyGateway(String name, String text, Outcome outcome) {
        return RawRequest.of(name, text, outcome).not(Target.NGINX).not(Target.SERVICE);
    }
}
