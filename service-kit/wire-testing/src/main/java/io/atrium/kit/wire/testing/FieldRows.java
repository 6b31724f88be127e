package io.atrium.kit.wire.testing;

import static io.atrium.kit.wire.testing.Rows.FIVE;
import static io.atrium.kit.wire.testing.Rows.GET;
import static io.atrium.kit.wire.testing.Rows.POST;

import java.util.List;

/** RFC 9112, section 5: field lines. */
final class FieldRows {

    private FieldRows() {}

    static List<RawRequest> rows() {
        Rows rows = new Rows();
        names(rows);
        values(rows);
        lines(rows);
        return rows.list();
    }

    private static void names(Rows rows) {
        rows.refused("a blank before the colon", GET + "X-A : b\r\n\r\n")
                .refused("a tab before the colon", GET + "X-A\t: b\r\n\r\n")
                .refused("chunked with a blank before the colon", POST + "Transfer-Encoding : chunked\r\n\r\n" + FIVE)
                .refused("a length with a blank before the colon", POST + "Content-Length : 5\r\n\r\nhello")
                .readByNginx("no colon", GET + "X-A\r\n\r\n", "")
                .refused("no name", GET + ": b\r\n\r\n")
                .refused("a blank in a name", GET + "X A: b\r\n\r\n")
                .refused("a NUL in a name", GET + "X-\0A: b\r\n\r\n")
                .refused("a control character in a name", GET + "X-\u0001A: b\r\n\r\n")
                .refused("a vertical tab before a coding", POST + "\u000bTransfer-Encoding: chunked\r\n\r\n" + FIVE)
                .readByNginx("a letter outside ASCII in a name", GET + "X-\u00e4: b\r\n\r\n", "")
                .readByNginx("a parenthesis in a name", GET + "X-(a): b\r\n\r\n", "")
                .passed(
                        "an underscore in a name",
                        POST + "Transfer_Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello",
                        "hello");
    }

    private static void values(Rows rows) {
        rows.refused("a NUL in a value", GET + "X-A: b\0c\r\n\r\n")
                .refused("a NUL at the end of a value", GET + "X-A: b\0\r\n\r\n")
                .readByNginx("an escape in a value", GET + "X-A: b\u001b[31mc\r\n\r\n", "")
                .readByNginx("a vertical tab in a value", GET + "X-A: b\u000bc\r\n\r\n", "")
                .readByNginx("a DEL in a value", GET + "X-A: b\u007fc\r\n\r\n", "")
                .passed("a tab in a value", GET + "X-A: b\tc\r\n\r\n", "")
                .passed("a letter outside ASCII in a value", GET + "X-A: b\u00e4\r\n\r\n", "")
                .passed("an empty value", GET + "X-A:\r\nX-B: \r\n\r\n", "")
                .passed("no blank behind the colon", POST + "Content-Length:5\r\n\r\nhello", "hello");
    }

    private static void lines(Rows rows) {
        rows.refused("a folded value", GET + "X-A: b\r\n c\r\n\r\n")
                .refused("a value folded with a tab", GET + "X-A: b\r\n\tc\r\n\r\n")
                .refused("a folded coding", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + FIVE)
                .refused("a folded length", POST + "Content-Length:\r\n 5\r\n\r\nhello")
                .refused("a blank before the first field", "GET {path} HTTP/1.1\r\n Host: localhost\r\n\r\n")
                .refused("a bare CR in a value", GET + "X-A: b\rc\r\n\r\n")
                .refused("a bare CR before a coding", POST + "X-A: b\rTransfer-Encoding: chunked\r\n\r\n" + FIVE)
                .readByNginx("two CR before LF", GET + "X-A: b\r\r\n\r\n", "")
                .readByNginx("a bare LF behind a field", GET + "X-A: b\n\r\n", "")
                .readByNginx("bare LF at every end", GET.replace("\r", "") + "X-A: b\n\n", "")
                .readByNginx("a bare LF at the end of the head", GET + "X-A: b\r\n\n", "")
                .readByNginx("a bare LF before a length", POST + "X-A: b\nContent-Length: 5\r\n\r\nhello", "hello");
    }
}
