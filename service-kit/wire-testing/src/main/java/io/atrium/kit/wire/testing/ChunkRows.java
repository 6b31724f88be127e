package io.atrium.kit.wire.testing;

import static io.atrium.kit.wire.testing.Rows.CHUNKED;
import static io.atrium.kit.wire.testing.Rows.GET;

import java.util.List;

/** RFC 9112, section 7.1: chunks, their extensions and trailers. */
final class ChunkRows {

    private ChunkRows() {}

    static List<RawRequest> rows() {
        Rows rows = new Rows();
        sizes(rows);
        ends(rows);
        extensions(rows);
        trailers(rows);
        return rows.list();
    }

    private static void sizes(Rows rows) {
        rows.passed("chunks", CHUNKED + "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", "hello!")
                .passed("a hexadecimal size", CHUNKED + "A\r\n0123456789\r\n0\r\n\r\n", "0123456789")
                .passed("a size with leading zeros", CHUNKED + "0005\r\nhello\r\n000\r\n\r\n", "hello")
                .refused("a size that is none", CHUNKED + "g\r\nhello\r\n0\r\n\r\n")
                .refused("a size with 0x", CHUNKED + "0x5\r\nhello\r\n0\r\n\r\n")
                .refused("a size with a sign", CHUNKED + "+5\r\nhello\r\n0\r\n\r\n")
                .refused("a negative size", CHUNKED + "-5\r\nhello\r\n0\r\n\r\n")
                .refused("an empty size", CHUNKED + "\r\nhello\r\n0\r\n\r\n")
                .refused("a blank before a size", CHUNKED + " 5\r\nhello\r\n0\r\n\r\n")
                .refused("a size of 2^64", CHUNKED + "10000000000000000\r\nhello\r\n0\r\n\r\n")
                .refused("a size of 2^64 + 5", CHUNKED + "10000000000000005\r\nhello\r\n0\r\n\r\n")
                .refused("a size of 2^63", CHUNKED + "8000000000000000\r\nhello\r\n0\r\n\r\n")
                .readByNginx("a blank behind a size", CHUNKED + "5 \r\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("a tab behind a size", CHUNKED + "5\t\r\nhello\r\n0\r\n\r\n", "hello");
    }

    private static void ends(Rows rows) {
        rows.refused("no end behind a chunk", CHUNKED + "5\r\nhello0\r\n\r\n")
                .refused("a chunk longer than its size", CHUNKED + "3\r\nhello\r\n0\r\n\r\n")
                .refused("a bare CR behind a size", CHUNKED + "5\rhello\r\n0\r\n\r\n")
                .readByNginx("a bare LF behind a size", CHUNKED + "5\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("a bare LF behind a chunk", CHUNKED + "5\r\nhello\n0\r\n\r\n", "hello")
                .readByNginx("a bare LF behind the last size", CHUNKED + "5\r\nhello\r\n0\n\r\n", "hello")
                .passed(
                        "chunks, then another request",
                        CHUNKED + "5\r\nhello\r\n0\r\n\r\n" + GET + "\r\n",
                        "hello",
                        "");
    }

    private static void extensions(Rows rows) {
        rows.passed("an extension", CHUNKED + "5;a=b\r\nhello\r\n0;c\r\n\r\n", "hello")
                .passed("an extension between blanks", CHUNKED + "5 ; a = b\r\nhello\r\n0\r\n\r\n", "hello")
                .passed("an extension in quotes", CHUNKED + "5;a=\"b;\\\"c\"\r\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("an extension without a name", CHUNKED + "5;\r\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("an extension with an open quote", CHUNKED + "5;a=\"b\r\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("an extension with a NUL", CHUNKED + "5;a=\0\r\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx("a bare LF behind an extension", CHUNKED + "5;a\nhello\r\n0\r\n\r\n", "hello")
                .readByNginx(
                        "an extension of 2 KiB",
                        CHUNKED + "5;a=" + "b".repeat(2048) + "\r\nhello\r\n0\r\n\r\n",
                        "hello")
                .row(RawRequest.of(
                                "40 KiB of extensions",
                                CHUNKED + ("1;a=" + "b".repeat(500) + "\r\nh\r\n").repeat(80) + "0\r\n\r\n",
                                Outcome.refused(400))
                        .but(Target.NGINX, Outcome.passed(true, "h".repeat(80)))
                        // A service may have answered before it comes to the fault.
                        .not(Target.SERVICE));
    }

    private static void trailers(Rows rows) {
        rows.passed("a trailer", CHUNKED + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", "hello")
                .readByNginx("a length as trailer", CHUNKED + "5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n", "hello")
                .readByNginx(
                        "a coding as trailer",
                        CHUNKED + "5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "hello")
                .readByNginx(
                        "a trailer without a colon", CHUNKED + "5\r\nhello\r\n0\r\nGET / HTTP/1.1\r\n\r\n", "hello")
                .readByNginx("a folded trailer", CHUNKED + "5\r\nhello\r\n0\r\nA: b\r\n c\r\n\r\n", "hello")
                .readByNginx(
                        "a trailer with a blank before the colon",
                        CHUNKED + "5\r\nhello\r\n0\r\nA : b\r\n\r\n",
                        "hello")
                .readByNginx("a trailer that a bare LF ends", CHUNKED + "5\r\nhello\r\n0\r\nA: b\n\r\n", "hello");
    }
}
