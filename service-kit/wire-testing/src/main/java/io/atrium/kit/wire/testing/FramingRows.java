package io.atrium.kit.wire.testing;

import static io.atrium.kit.wire.testing.Rows.FIVE;
import static io.atrium.kit.wire.testing.Rows.GET;
import static io.atrium.kit.wire.testing.Rows.HOST;
import static io.atrium.kit.wire.testing.Rows.POST;

import java.util.List;

/** RFC 9112, section 6: how long a body is. */
final class FramingRows {

    private FramingRows() {}

    static List<RawRequest> rows() {
        Rows rows = new Rows();
        codings(rows);
        lengths(rows);
        return rows.list();
    }

    private static void codings(Rows rows) {
        rows.refused(
                        "chunked and a length in HTTP/1.0, kept alive",
                        "POST {path} HTTP/1.0\r\n" + HOST + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n"
                                + "Content-Length: 700\r\n\r\n0\r\n\r\n")
                .refused("chunked in HTTP/1.0", "POST {path} HTTP/1.0\r\n" + HOST + coding("chunked") + FIVE)
                .refused("a length, then chunked", POST + "Content-Length: 4\r\n" + coding("chunked") + FIVE)
                .refused("chunked, then a length", POST + "Transfer-Encoding: chunked\r\n" + length("4") + FIVE)
                .refused("chunked and a length of 0", POST + "Content-Length: 0\r\n" + coding("chunked") + FIVE)
                .refused("chunked twice", POST + "Transfer-Encoding: chunked\r\n" + coding("chunked") + FIVE)
                .refusedByNginx(501, "chunked twice in one field", POST + coding("chunked, chunked") + FIVE)
                .refusedByNginx(501, "gzip, chunked", POST + coding("gzip, chunked") + FIVE)
                .refusedByNginx(501, "chunked, identity", POST + coding("chunked, identity") + FIVE)
                .refused("chunked, then identity", POST + "Transfer-Encoding: chunked\r\n" + coding("identity") + FIVE)
                .refused("identity, then chunked", POST + "Transfer-Encoding: identity\r\n" + coding("chunked") + FIVE)
                .refusedByNginx(501, "identity", POST + "Content-Length: 5\r\n" + coding("identity") + "hello")
                .refusedByNginx(501, "xchunked", POST + coding("xchunked") + FIVE)
                .refusedByNginx(501, "chunked with a comma", POST + coding("chunked,") + FIVE)
                .refusedByNginx(501, "chunked with a parameter", POST + coding("chunked;q=1") + FIVE)
                .refusedByNginx(501, "chunked in quotes", POST + coding("\"chunked\"") + FIVE)
                .refusedByNginx(501, "chunked behind a vertical tab", POST + coding("\u000bchunked") + FIVE)
                .refusedByNginx(501, "no coding", POST + coding("") + FIVE)
                .passed("CHUNKED", POST + coding("CHUNKED") + FIVE, "hello")
                .passed("chunked between spaces", POST + coding("  chunked  ") + FIVE, "hello")
                .notByNginx(501, "chunked between tabs", POST + coding("\tchunked\t") + FIVE, "hello");
    }

    private static void lengths(Rows rows) {
        rows.refused("two lengths", POST + "Content-Length: 5\r\n" + length("6") + "hello!")
                .refused("one length twice", POST + "Content-Length: 5\r\n" + length("5") + "hello")
                .refused("a list of lengths", POST + length("5, 5") + "hello")
                .refused("a list without blanks", POST + length("5,5") + "hello")
                .refused("two numbers", POST + length("5 5") + "hello")
                .refused("a sign", POST + length("+5") + "hello")
                .refused("a negative length", POST + length("-5") + "hello")
                .refused("hexadecimal", POST + length("0x5") + "hello")
                .refused("a fraction", POST + length("5.0") + "hello")
                .refused("an exponent", POST + length("5e0") + "hello")
                .refused("in quotes", POST + length("\"5\"") + "hello")
                .refused("a length behind a vertical tab", POST + length("\u000b5") + "hello")
                .refused("digits of another script", POST + length("\u00b5\u00b2") + "hello")
                .refused("no number", POST + length("") + "hello")
                .refused("thirty digits", POST + length("9".repeat(30)) + "hello")
                .refused("2^64 + 5", POST + length("18446744073709551621") + "hello")
                .passed("a length between spaces", POST + length("  5 ") + "hello", "hello")
                .notByNginx(400, "a length between tabs", POST + length("\t5\t") + "hello", "hello")
                .passed("leading zeros", POST + length("005") + "hello", "hello")
                .passed("a body of GET", GET + length("5") + "hello", "hello")
                .passed("a length of 0", POST + length("0"), "");
    }

    private static String coding(String value) {
        return "Transfer-Encoding: " + value + "\r\n\r\n";
    }

    private static String length(String value) {
        return "Content-Length: " + value + "\r\n\r\n";
    }
}
