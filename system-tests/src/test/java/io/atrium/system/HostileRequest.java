package io.atrium.system;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as it is written to the connection: nothing of it is encoded or checked on the way.
 *
 * @param operation method and path template, as its document has it
 * @param place which part is hostile
 * @param value the hostile value, for the report
 * @param headers whole lines
 */
record HostileRequest(
        String operation, String place, String value, String method, String target, List<String> headers, byte[] body) {

    /** A body over this may be refused before it has been read, and the connection reset under the writer. */
    private static final int LARGE = 900_000;

    private static final int SHOWN = 120;

    HostileRequest {
        headers = List.copyOf(headers);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (!method.equals("GET") && headers.stream().noneMatch(HostileRequest::frames)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static boolean frames(String line) {
        return line.regionMatches(true, 0, "Content-Length:", 0, 15)
                || line.regionMatches(true, 0, "Transfer-Encoding:", 0, 18);
    }

    /** Whether closing the connection is an answer too: there is more, or less, than a whole request. */
    boolean mayBeCutOff() {
        return body.length > LARGE || headers.stream().anyMatch(HostileRequest::frames) || bytes().length > LARGE;
    }

    /** Whether the path that arrives is the operation's own. */
    boolean keepsPath() {
        return !place.startsWith("path");
    }

    @Override
    public String toString() {
        String sent = place.startsWith("query") || place.startsWith("path") ? ", sent as " + shown(target) : "";
        return operation + ", " + place + " = " + shown(value) + sent;
    }

    /** A value as a line of a report can show it. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < value.length() && shown.length() < SHOWN; i++) {
            char c = value.charAt(i);
            shown.append(c < 0x20 || c > 0x7e ? String.format("\\u%04x", (int) c) : Character.toString(c));
        }
        return value.length() > SHOWN ? shown + "… (" + value.length() + " characters)" : shown.toString();
    }
}
