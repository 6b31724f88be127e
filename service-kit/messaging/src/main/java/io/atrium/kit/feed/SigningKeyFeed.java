package io.atrium.kit.feed;

import io.atrium.contracts.SigningKeyState;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.token.SigningKeys;
import io.atrium.kit.topic.TopicTable;
import io.atrium.kit.topic.TopicTables;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** The signing keys of {@link Topics#SIGNING_KEYS}. A tombstone removes a key. */
@Startup
@ApplicationScoped
public class SigningKeyFeed implements SigningKeys {
    private static final int LEAST_BITS = 2048;

    private final TopicTable<PublicKey> keys;

    SigningKeyFeed(TopicTables tables) {
        keys = tables.open(Topics.SIGNING_KEYS, SigningKeyFeed::decode);
    }

    @Override
    public Optional<PublicKey> find(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    /** Before the first key nothing can be said of any token. */
    @Override
    public boolean isKnown() {
        return keys.isCaughtUp() && keys.size() > 0;
    }

    /** Whether every key there was at the start is known. */
    public boolean isCaughtUp() {
        return keys.isCaughtUp();
    }

    private static PublicKey decode(String kid, byte[] value) throws UnreadableEventException {
        Map<String, Object> jwk =
                EventEnvelope.parse(value).requireData(SigningKeyState.MESSAGE).jwk();
        try {
            if (JsonWebKey.Factory.newJwk(jwk) instanceof RsaJsonWebKey key
                    && kid.equals(key.getKeyId())
                    && key.getRsaPublicKey().getModulus().bitLength() >= LEAST_BITS) {
                return key.getRsaPublicKey();
            }
        } catch (JoseException e) {
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The key cannot be read");
        }
        throw new UnreadableEventException(
                UnreadableEventException.SCHEMA_UNKNOWN, "Not an RSA key of 2048 bits or more under its own id");
    }
}
