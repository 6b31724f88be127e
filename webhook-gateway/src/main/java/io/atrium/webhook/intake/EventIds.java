package io.atrium.webhook.intake;

import io.atrium.kit.digest.Sha256;
import io.atrium.kit.id.Ids;
import io.atrium.webhook.signature.SignedRequest;
import io.atrium.webhook.source.BodyPointer;
import io.atrium.webhook.source.WebhookSource;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identifies an event: the provider's own id where it gives one, else what the body is. */
public final class EventIds {

    /** Longer ids are replaced by their digest. */
    private static final int LONGEST = 255;

    private static final BodyPointer ID = BodyPointer.of("/id");

    private EventIds() {}

    /** The id by the source's pointer, by the scheme's header, or the SHA-256 of the body in hex. */
    static String provider(WebhookSource source, SignedRequest request, byte[] body) {
        BodyPointer pointer = source.eventId();
        String id = pointer == null ? null : pointer.read(body);
        if (id == null) {
            id = source.verifier().eventId(request);
        }
        return id == null || id.isEmpty() ? digest(body) : bounded(id);
    }

    /** The id of an item of a batch: by the source's pointer, its own {@code /id}, or its SHA-256 in hex. */
    public static String item(WebhookSource source, byte[] item) {
        BodyPointer pointer = source.eventId();
        String id = pointer == null ? null : pointer.read(item);
        if (id == null) {
            id = ID.read(item);
        }
        return id == null ? digest(item) : bounded(id);
    }

    /** The record that the event is about, or {@code null} when the body does not say. */
    public static @Nullable String entity(WebhookSource source, byte[] body) {
        BodyPointer pointer = source.entityId();
        String id = pointer == null ? null : pointer.read(body);
        return id == null ? null : bounded(id);
    }

    /** The platform's id: the same for the same organization, source and provider's id, whoever sends it again. */
    static UUID platform(WebhookSource source, String providerEventId) {
        return Ids.derived(source.organization(), source.name(), providerEventId);
    }

    private static String bounded(String id) {
        return id.length() <= LONGEST ? id : digest(id.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
