package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that are refused before they expire: those of a session, or those of a user below a version.
 *
 * @param id the session's or the user's
 * @param minVersion of a user: the lowest {@code ver} of a token that is still accepted; null for a session
 * @param expiresAt when the last token that it covers has expired, so that it is needed no more
 */
public record Revocation(Kind kind, UUID id, @Nullable Integer minVersion, Instant expiresAt) {

    public static final MessageType<Revocation> MESSAGE =
            new MessageType<>(Topics.REVOCATIONS, "io.atrium.revocation", Revocation.class);

    public Revocation {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        requireNonNull(expiresAt, "expiresAt");
    }

    public static Revocation session(UUID sessionId, Instant expiresAt) {
        return new Revocation(Kind.SESSION, sessionId, null, expiresAt);
    }

    public static Revocation user(UUID userId, int minVersion, Instant expiresAt) {
        return new Revocation(Kind.USER, userId, minVersion, expiresAt);
    }

    /** The key of its record in the topic. */
    public String key() {
        return kind.key(id);
    }

    /** Whose tokens are refused. */
    public enum Kind {
        SESSION("session"),
        USER("user");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }

        /** The key of the record that revokes this one's tokens. */
        public String key(UUID id) {
            return text + ":" + id;
        }
    }
}
