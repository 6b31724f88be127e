package io.atrium.kit.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a PostgreSQL client sends on one connection (protocol 3): a start-up message without a type byte, then
 * messages of a type byte and a length. TLS is not spoken here.
 */
final class FrontendParser {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int LENGTH = 4;

    private final Function<String, WireTally> tallies;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private boolean started;
    private boolean answered = true;
    private @Nullable WireTally tally;

    FrontendParser(Function<String, WireTally> tallies) {
        this.tallies = tallies;
    }

    /** The server sent something: what the client sends next has waited for it. */
    synchronized void answered() {
        answered = true;
    }

    /** The client sent a piece, which need not end where a message ends. */
    synchronized void sent(byte[] buffer, int length) {
        rest.write(buffer, 0, length);
        ByteBuffer data = ByteBuffer.wrap(rest.toByteArray());
        boolean counted = false;
        while (hasMessage(data)) {
            counted |= started ? typed(data) : startup(data);
        }
        rest.reset();
        rest.write(data.array(), data.position(), data.remaining());
        if (counted && answered && tally != null) {
            tally.waited();
            answered = false;
        }
    }

    private boolean hasMessage(ByteBuffer data) {
        int header = started ? 1 : 0;
        return data.remaining() >= header + LENGTH
                && data.remaining() >= header + data.getInt(data.position() + header);
    }

    private boolean startup(ByteBuffer data) {
        byte[] body = body(data);
        int code = ByteBuffer.wrap(body).getInt();
        if (code != SSL_REQUEST && code != GSS_REQUEST) {
            started = true;
            tally = tallies.apply(user(new String(body, LENGTH, body.length - LENGTH, StandardCharsets.UTF_8)));
        }
        return false;
    }

    private static String user(String parameters) {
        String[] parts = parameters.split("\0", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            if ("user".equals(parts[i])) {
                return parts[i + 1];
            }
        }
        return "";
    }

    /** Answers whether the message is work, not part of logging in or out. */
    private boolean typed(ByteBuffer data) {
        char type = (char) data.get();
        byte[] body = body(data);
        WireTally to = tally;
        if (to == null || type == 'p' || type == 'X') {
            return false;
        }
        switch (type) {
            case 'Q' -> {
                to.executed();
                to.text(text(body, 0));
            }
            case 'P' -> to.text(text(body, text(body, 0).length() + 1));
            case 'E' -> to.executed();
            default -> {
                // Bind, Describe, Sync and the like come along with these.
            }
        }
        return true;
    }

    private static byte[] body(ByteBuffer data) {
        byte[] body = new byte[data.getInt() - LENGTH];
        data.get(body);
        return body;
    }

    private static String text(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }
}
