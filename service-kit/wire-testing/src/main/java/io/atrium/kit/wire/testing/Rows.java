package io.atrium.kit.wire.testing;

import java.util.ArrayList;
import java.util.List;

/** Builds rows; what is refused carries a second request that nobody may ever see. */
final class Rows {

    static final String HOST = "Host: localhost\r\n";
    static final String GET = "GET {path} HTTP/1.1\r\n" + HOST;
    static final String POST = "POST {path} HTTP/1.1\r\n" + HOST;
    static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    static final String FIVE = "5\r\nhello\r\n0\r\n\r\n";

    private static final String NEVER_SEEN = "GET {path}/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final Outcome REFUSED = Outcome.refused(400);

    private final List<RawRequest> rows = new ArrayList<>();

    List<RawRequest> list() {
        return List.copyOf(rows);
    }

    /** 400 from everybody. */
    Rows refused(String name, String text) {
        return refused(name, text, REFUSED);
    }

    /** 400 from gateway and services; another status from nginx, which refuses it too. */
    Rows refusedByNginx(int status, String name, String text) {
        return refused(name, text, Outcome.refused(status));
    }

    /** 400 from gateway and services; nginx reads it, as RFC 9112 lets a recipient do, and frames it anew. */
    Rows readByNginx(String name, String text, String... seen) {
        rows.add(RawRequest.of(name, text, REFUSED).but(Target.NGINX, Outcome.passed(true, seen)));
        return this;
    }

    /** Taken by gateway and services; nginx knows only spaces as optional white space and refuses. */
    Rows notByNginx(int status, String name, String text, String... seen) {
        rows.add(RawRequest.of(name, text, Outcome.passed(true, seen)).but(Target.NGINX, Outcome.refused(status)));
        return this;
    }

    /** 400 from gateway and services; nginx answers HTTP/0.9 with a body that has no head, and forwards nothing. */
    Rows refusedWithoutNginx(String name, String text) {
        rows.add(RawRequest.of(name, text + NEVER_SEEN, REFUSED).not(Target.NGINX));
        return this;
    }

    /** Refused by everybody with this status. */
    Rows tooLarge(int status, String name, String text) {
        rows.add(RawRequest.of(name, text, Outcome.refused(status)));
        return this;
    }

    Rows passed(String name, String text, String... seen) {
        rows.add(RawRequest.of(name, text, Outcome.passed(true, seen)));
        return this;
    }

    Rows passedAndClosed(String name, String text, String... seen) {
        rows.add(RawRequest.of(name, text, Outcome.passed(false, seen)));
        return this;
    }

    Rows row(RawRequest row) {
        rows.add(row);
        return this;
    }

    private Rows refused(String name, String text, Outcome nginx) {
        rows.add(RawRequest.of(name, text + NEVER_SEEN, REFUSED).but(Target.NGINX, nginx));
        return this;
    }
}
