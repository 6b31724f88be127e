package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored.
 *
 * @param publicJwk RFC 7517, JSON
 * @param sealedKey PKCS#8, sealed under SECRET_KEY with the kid as context
 * @param age how long it has been in this status, by the database's clock
 * @param knownFor how long ago the service has first read it from the topic; null: not yet
 */
record SigningKeyRow(
        String kid,
        Status status,
        String publicJwk,
        String sealedKey,
        Duration age,
        @Nullable Duration knownFor) {

    boolean isKnownFor(Duration time) {
        return knownFor != null && knownFor.compareTo(time) >= 0;
    }
}
