package io.atrium.kit.token;

import java.security.PublicKey;
import java.util.Optional;

/** The platform's public signing keys, available without a call to another service. */
public interface SigningKeys {
    /** The RSA key with this id, as long as tokens signed by it are good. */
    Optional<PublicKey> find(String kid);

    /** Whether there is any key to judge tokens by; until then no token is known to be bad. */
    default boolean isKnown() {
        return true;
    }
}
