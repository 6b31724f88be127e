package io.atrium.system;

import java.time.Instant;

/** Bodies as the user provider sends them. */
final class WebhookBody {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private WebhookBody() {}

    /** A version of a user; later versions have later times. */
    static String user(String change, String id, int version) {
        Instant time = START.plusSeconds(version);
        return """
                {"type": "user.%s", "timestamp": "%s", "data": {"id": "%s", "email": "%s@example.com", \
                "username": "%s", "updated_at": "%s", "version": %d}}""".formatted(change, time, id, id, id, time, version);
    }
}
