package io.atrium.identity.signing;

import io.atrium.identity.signing.SigningKeyRow.Status;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.topic.Topics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Tells every service the public halves, through the outbox of the transaction that changed them. */
@ApplicationScoped
class SigningKeyEvents {

    private static final String TYPE = "io.atrium.signing-key.state";

    private final Outbox outbox;

    SigningKeyEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    Uni<Void> publish(String kid, Status status, String publicJwk) {
        Map<String, Object> data =
                Map.of("kid", kid, "status", status.name(), "jwk", new JsonObject(publicJwk).getMap());
        return outbox.publish(OutboxMessage.of(Topics.SIGNING_KEYS, kid, TYPE, null, kid, data));
    }

    Uni<Void> removed(String kid) {
        return outbox.publish(OutboxMessage.tombstone(Topics.SIGNING_KEYS, kid, TYPE, null));
    }
}
