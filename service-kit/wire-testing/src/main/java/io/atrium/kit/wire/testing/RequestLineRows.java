package io.atrium.kit.wire.testing;

import static io.atrium.kit.wire.testing.Rows.HOST;

import java.util.List;

/** RFC 9112, section 3: the request line and its target. */
final class RequestLineRows {

    private RequestLineRows() {}

    static List<RawRequest> rows() {
        Rows rows = new Rows();
        parts(rows);
        versions(rows);
        targets(rows);
        sizes(rows);
        return rows.list();
    }

    private static void parts(Rows rows) {
        rows.refused("two blanks before the target", line("GET  {path} HTTP/1.1"))
                .refused("two blanks behind the target", line("GET {path}  HTTP/1.1"))
                .refused("a blank behind the version", line("GET {path} HTTP/1.1 "))
                .refused("a blank before the method", line(" GET {path} HTTP/1.1"))
                .refused("a tab before the target", line("GET\t{path} HTTP/1.1"))
                .refused("a tab behind the target", line("GET {path}\tHTTP/1.1"))
                .refused("a form feed behind the target", line("GET {path}\fHTTP/1.1"))
                .refused("no target", line("GET HTTP/1.1"))
                .refused("a target and more", line("GET {path} and more HTTP/1.1"))
                .refused("no method", line("{path} HTTP/1.1"))
                .refused("a parenthesis in a method", line("G(ET) {path} HTTP/1.1"))
                .refused("a NUL in a method", line("GE\0T {path} HTTP/1.1"))
                .refused("a colon in a method", line("GET: {path} HTTP/1.1"))
                .refused("nothing but a word", line("hello"))
                .refused("a field instead of a request line", HOST + "\r\n")
                .passed("one empty line ahead", "\r\n" + line("GET {path} HTTP/1.1"), "")
                .readByNginx("two empty lines ahead", "\r\n\r\n" + line("GET {path} HTTP/1.1"), "")
                .readByNginx("a bare LF ahead", "\n" + line("GET {path} HTTP/1.1"), "")
                .readByNginx("a bare LF behind a request line", "GET {path} HTTP/1.1\n" + HOST + "\r\n", "")
                .refused("a bare CR behind a request line", "GET {path} HTTP/1.1\r" + HOST + "\r\n");
    }

    private static void versions(Rows rows) {
        rows.refusedWithoutNginx("HTTP/0.9", "GET {path}\r\n")
                .refused("HTTP/0.9 by name", line("GET {path} HTTP/0.9"))
                .refused("HTTP/1.2", line("GET {path} HTTP/1.2"))
                .refused("HTTP/1.11", line("GET {path} HTTP/1.11"))
                .refused("HTTP/1.01", line("GET {path} HTTP/1.01"))
                .refused("HTTP/01.1", line("GET {path} HTTP/01.1"))
                .refused("HTTP/1", line("GET {path} HTTP/1"))
                .refused("HTTP/1.", line("GET {path} HTTP/1."))
                .refused("HTTP/1.1.1", line("GET {path} HTTP/1.1.1"))
                .refused("HTTP/1,1", line("GET {path} HTTP/1,1"))
                .refusedByNginx(505, "HTTP/2.0", line("GET {path} HTTP/2.0"))
                .refusedByNginx(505, "HTTP/3.0", line("GET {path} HTTP/3.0"))
                .refused("http/1.1", line("GET {path} http/1.1"))
                .refused("HTTP /1.1", line("GET {path} HTTP /1.1"))
                .refused("HTTPS/1.1", line("GET {path} HTTPS/1.1"))
                .refused("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                .passedAndClosed("HTTP/1.0", line("GET {path} HTTP/1.0"), "");
    }

    private static void targets(Rows rows) {
        rows.passed("an absolute target", line("GET http://localhost{path} HTTP/1.1"), "")
                .passed("an absolute target in capitals", line("GET HTTP://LOCALHOST:80{path} HTTP/1.1"), "")
                .refused("an absolute target of another host", line("GET http://evil.test{path} HTTP/1.1"))
                .refused("an absolute target of another port", line("GET http://localhost:81{path} HTTP/1.1"))
                .refused("an absolute target with a user", line("GET http://user@localhost{path} HTTP/1.1"))
                .refused("an absolute target without a host", line("GET http://{path} HTTP/1.1"))
                .refused("a target of another scheme", line("GET ftp://localhost{path} HTTP/1.1"))
                .refused("a target of a file", line("GET file:///etc/passwd HTTP/1.1"))
                .refused("an asterisk", line("OPTIONS * HTTP/1.1"))
                .refused("an asterisk for GET", line("GET * HTTP/1.1"))
                .refused("an authority", line("GET localhost:80 HTTP/1.1"))
                .refused("a target without a slash", line("GET api HTTP/1.1"))
                .refused("a fragment", line("GET {path}#a HTTP/1.1"))
                .refused("a NUL in a target", line("GET {path}\0 HTTP/1.1"))
                .refused("an escape sequence in a target", line("GET {path}\u001b[31m HTTP/1.1"))
                .refused("a C1 control in a target", line("GET {path}\u009b31m HTTP/1.1"))
                .refused("a letter outside ASCII in a target", line("GET {path}?a=\u00e4 HTTP/1.1"))
                .refused("a DEL in a target", line("GET {path}\u007f HTTP/1.1"))
                .row(RawRequest.of("CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" + HOST + "\r\n", Outcome.refused(400))
                        .not(Target.NGINX));
    }

    private static void sizes(Rows rows) {
        rows.tooLarge(414, "a target of 9 KiB", line("GET {path}?" + "a".repeat(9 * 1024) + " HTTP/1.1"))
                .tooLarge(
                        431,
                        "a field of 40 KiB",
                        "GET {path} HTTP/1.1\r\n" + HOST + "X-A: " + "b".repeat(40 * 1024) + "\r\n\r\n")
                .tooLarge(
                        431,
                        "40 KiB of fields",
                        "GET {path} HTTP/1.1\r\n" + HOST + ("X-A: " + "b".repeat(1000) + "\r\n").repeat(40) + "\r\n");
    }

    private static String line(String line) {
        return line + "\r\n" + HOST + "\r\n";
    }
}
