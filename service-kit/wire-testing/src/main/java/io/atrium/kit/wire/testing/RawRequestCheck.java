package io.atrium.kit.wire.testing;

import io.atrium.kit.wire.testing.RawConnection.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends raw requests to one target and compares what happens with the table. Behind a gateway every row is followed by
 * requests of a second client through the same upstream connections: each must get its own answer, and the upstream
 * must have seen them and the row's own requests, nothing else.
 */
public final class RawRequestCheck {

    private static final int OTHERS = 50;
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final List<String> ALWAYS_THERE = List.of(
            "x-request-id",
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-resource-policy",
            "cache-control");

    private final Target target;
    private final int port;
    private final String path;
    private final @Nullable EchoUpstream upstream;

    private RawRequestCheck(Target target, int port, String path, @Nullable EchoUpstream upstream) {
        this.target = target;
        this.port = port;
        this.path = path;
        this.upstream = upstream;
    }

    /** @param path an address that the upstream serves */
    public static RawRequestCheck ofGateway(Target target, int port, String path, EchoUpstream upstream) {
        return new RawRequestCheck(target, port, path, upstream);
    }

    /** @param path any address of the service, found or not */
    public static RawRequestCheck ofService(int port, String path) {
        return new RawRequestCheck(Target.SERVICE, port, path, null);
    }

    /** Every row of the table that this target is sent; fails with all rows that went wrong. */
    public void all() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (RawRequest row : RawRequests.forTarget(target)) {
            try {
                check(row);
            } catch (AssertionError | IOException e) {
                wrong.add(row.name() + ": " + e.getMessage());
            }
        }
        expect(wrong.isEmpty(), String.join("\n", wrong));
    }

    public void check(RawRequest row) throws IOException {
        Outcome outcome = row.outcomes().get(target);
        if (outcome == null) {
            return;
        }
        if (upstream != null) {
            upstream.takeSeen();
        }
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(row.text().replace("{path}", path));
            for (int status : outcome.statuses()) {
                checkReply(connection.read(), status);
            }
            if (outcome.open()) {
                checkReply(
                        connection
                                .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .read(),
                        200);
            } else {
                expect(connection.isEnded(), "the connection goes on");
            }
        }
        if (upstream != null) {
            checkUpstream(upstream, outcome);
        }
    }

    private void checkReply(Reply reply, int status) {
        boolean refusal = List.of(400, 414, 431, 501, 505).contains(reply.status());
        if (status == 200 && target == Target.SERVICE) {
            expect(!refusal && reply.status() < 500, "refused with " + reply.head());
            return;
        }
        expect(reply.status() == status, "expected " + status + ", got " + reply.head() + " " + reply.body());
        if (refusal) {
            checkProblem(reply);
        }
    }

    private static void checkProblem(Reply reply) {
        String problem = reply.body();
        expect(
                reply.header("content-type").orElse("").startsWith("application/problem+json"),
                "no problem document: " + reply.head());
        for (String name : ALWAYS_THERE) {
            expect(reply.header(name).isPresent(), "no " + name);
        }
        expect(problem.contains("\"type\":\"urn:atrium:problem:"), "another type: " + problem);
        expect(problem.contains("\"status\":" + reply.status()), "another status: " + problem);
        expect(
                problem.contains(
                        "\"request_id\":\"" + reply.header("x-request-id").orElse("?") + '"'),
                "another request id: " + problem);
    }

    private void checkUpstream(EchoUpstream echo, Outcome outcome) throws IOException {
        List<String> expected = new ArrayList<>(outcome.seen());
        if (outcome.open()) {
            expected.add("");
        }
        IntStream.range(0, OTHERS).forEach(i -> expected.add("body-" + IDS.incrementAndGet()));
        try (RawConnection other = new RawConnection(port)) {
            for (String body : expected.subList(expected.size() - OTHERS, expected.size())) {
                Reply reply = other.send(
                                "POST %s HTTP/1.1\r\nHost: localhost\r\n%s: id-%s\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(path, EchoUpstream.PROBE, body, body.length(), body))
                        .read();
                expect(reply.body().equals("id-" + body + "|" + body), "another's answer: " + reply);
            }
        }
        List<String> seen =
                echo.takeSeen().stream().map(EchoUpstream.Seen::body).toList();
        expect(seen.equals(expected), "the upstream saw " + seen);
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
