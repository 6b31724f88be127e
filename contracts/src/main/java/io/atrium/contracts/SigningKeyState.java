package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The public half of a key that signs access tokens. A tombstone: tokens under it are not accepted any more.
 *
 * @param kid the key's id, which is the key of its record too
 * @param jwk the public key (RFC 7517)
 */
public record SigningKeyState(String kid, Status status, Map<String, Object> jwk) {

    public static final MessageType<SigningKeyState> MESSAGE =
            new MessageType<>(Topics.SIGNING_KEYS, "io.atrium.signing-key.state", SigningKeyState.class);

    public SigningKeyState {
        requireNonNull(kid, "kid");
        requireNonNull(status, "status");
        jwk = Collections.unmodifiableMap(new LinkedHashMap<>(jwk));
    }

    /** Where a key is in its life. Tokens under it are accepted in every one of these. */
    public enum Status {
        /** Known to every service before the first token. */
        PUBLISHED,
        /** Signs. */
        ACTIVE,
        /** Signs no more; the tokens under it have not expired yet. */
        RETIRING
    }
}
