package io.atrium.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests as HTTP/1.1 writes them. */
final class RawRequest {

    private RawRequest() {}

    /** @param headers lines that each end with CR LF */
    static byte[] of(String method, String target, String headers, byte[] body) {
        String length = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
        byte[] head = (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n" + headers
                        + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** With an access token where there is one, and a body of JSON where there is one. */
    static byte[] json(String method, String target, String token, String body) {
        String headers = (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\n");
        return of(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
