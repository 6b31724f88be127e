package io.atrium.webhook.intake;

import io.atrium.webhook.source.BodyPointer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Slack's {@code {"type": "url_verification", "challenge": "…"}}, which is signed as every delivery is. */
final class UrlVerification {

    private static final String TYPE = "url_verification";
    private static final byte[] TYPE_BYTES = TYPE.getBytes(StandardCharsets.US_ASCII);
    private static final BodyPointer TYPE_POINTER = BodyPointer.of("/type");
    private static final BodyPointer CHALLENGE_POINTER = BodyPointer.of("/challenge");
    /** Slack's own are some 150 bytes. */
    private static final int LONGEST = 4096;

    private UrlVerification() {}

    /** The challenge, or {@code null} for every other body. */
    static @Nullable String challenge(byte[] body) {
        if (body.length < TYPE_BYTES.length || body.length > LONGEST || !TYPE.equals(TYPE_POINTER.read(body))) {
            return null;
        }
        String challenge = CHALLENGE_POINTER.read(body);
        return challenge != null && HandshakeText.isGood(challenge) ? challenge : null;
    }
}
