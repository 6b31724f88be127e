package io.atrium.system;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What came back on a connection until it was closed.
 *
 * @param status 0 when nothing that is a reply came
 * @param millis from the request's first byte to the reply's last
 */
record HostileReply(
        int status, @Nullable String contentType, @Nullable String retryAfter, String body, long millis) {

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    static HostileReply parse(byte[] bytes, long millis) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // what may come before the reply itself
        while (text.startsWith("HTTP/1.1 100") && text.contains("\r\n\r\n")) {
            text = text.substring(text.indexOf("\r\n\r\n") + 4);
        }
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.")) {
            return new HostileReply(0, null, null, text, millis);
        }
        String head = text.substring(0, end);
        byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        boolean chunked = "chunked".equalsIgnoreCase(header(head, "transfer-encoding"));
        return new HostileReply(
                Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3)),
                header(head, "content-type"),
                header(head, "retry-after"),
                new String(
                        decoded(chunked ? dechunked(body) : body, header(head, "content-encoding")),
                        StandardCharsets.UTF_8),
                millis);
    }

    /** A hostile Accept-Encoding may ask for a compressed reply. What cannot be read is left as it came. */
    private static byte[] decoded(byte[] body, @Nullable String encoding) {
        try (InputStream in = reader(body, String.valueOf(encoding).toLowerCase(Locale.ROOT))) {
            return in.readAllBytes();
        } catch (IOException e) {
            return body;
        }
    }

    private static InputStream reader(byte[] body, String encoding) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "gzip" -> new GZIPInputStream(bytes);
            case "deflate" -> new InflaterInputStream(bytes);
            default -> bytes;
        };
    }

    private static @Nullable String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static byte[] dechunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (at < body.length) {
            int line = at;
            while (line < body.length && body[line] != '\r') {
                line++;
            }
            String size = new String(body, at, line - at, StandardCharsets.ISO_8859_1).split(";", 2)[0].strip();
            int length = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
            int from = Math.min(body.length, line + 2);
            int to = Math.min(body.length, from + length);
            out.write(body, from, to - from);
            if (length == 0) {
                break;
            }
            at = to + 2;
        }
        return out.toByteArray();
    }
}
