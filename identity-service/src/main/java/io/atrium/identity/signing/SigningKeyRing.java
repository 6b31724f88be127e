package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.identity.secret.ServiceSecret;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.SigningKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys as this process last read them, the private half of the signing one opened. */
@Singleton
final class SigningKeyRing {

    private record Signer(String kid, PrivateKey key) {}

    private record State(@Nullable Signer signer, String keySet) {}

    private final ServiceSecret secret;
    private final SigningKeys known;
    private volatile State state =
            new State(null, new JsonObject().put("keys", new JsonArray()).encode());

    SigningKeyRing(ServiceSecret secret, SigningKeys known) {
        this.secret = secret;
        this.known = known;
    }

    /** What an access token is signed with. */
    record SigningKey(String kid, PrivateKey key) {}

    /** @throws ProblemException SERVICE_UNAVAILABLE until the first key is there, and has come back from the topic */
    SigningKey signingKey() {
        Signer signer = state.signer();
        if (signer == null || known.find(signer.kid()).isEmpty()) {
            throw new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "No signing key yet")
                    .withRetryAfter(Duration.ofSeconds(1));
        }
        return new SigningKey(signer.kid(), signer.key());
    }

    Optional<String> signingKid() {
        return Optional.ofNullable(state.signer()).map(Signer::kid);
    }

    /** The JWK Set (RFC 7517) of every key that verifies or soon will. */
    String keySet() {
        return state.keySet();
    }

    void load(List<SigningKeyRow> rows) {
        JsonArray keys = new JsonArray();
        rows.forEach(row -> keys.add(new JsonObject(row.publicJwk())));
        Signer signer = rows.stream()
                .filter(row -> row.status() == Status.ACTIVE)
                .findFirst()
                .map(this::signer)
                .orElse(null);
        state = new State(signer, new JsonObject().put("keys", keys).encode());
    }

    private Signer signer(SigningKeyRow row) {
        Signer present = state.signer();
        return present != null && present.kid().equals(row.kid())
                ? present
                : new Signer(row.kid(), RsaKeys.open(row, secret.box()));
    }
}
