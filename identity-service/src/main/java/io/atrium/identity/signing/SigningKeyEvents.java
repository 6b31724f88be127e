package io.atrium.identity.signing;

import io.atrium.contracts.SigningKeyState;
import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells every service the public halves, through the outbox of the transaction that changed them. */
@ApplicationScoped
class SigningKeyEvents {

    private final Outbox outbox;

    SigningKeyEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    Uni<Void> publish(String kid, Status status, String publicJwk) {
        return outbox.publish(message(kid, status, publicJwk));
    }

    static OutboxMessage message(String kid, Status status, String publicJwk) {
        SigningKeyState state = new SigningKeyState(kid, status, new JsonObject(publicJwk).getMap());
        return OutboxMessage.of(SigningKeyState.MESSAGE, kid, null, kid, state);
    }

    Uni<Void> removed(String kid) {
        return outbox.publish(OutboxMessage.tombstone(SigningKeyState.MESSAGE, kid, null));
    }
}
