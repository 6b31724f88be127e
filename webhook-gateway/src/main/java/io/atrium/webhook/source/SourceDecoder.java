package io.atrium.webhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.webhook.signature.SignatureScheme;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifier;
import io.atrium.webhook.signature.SigningSecret;
import io.atrium.webhook.signature.VerifyTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a source of its state in the topic: secrets are opened and keys prepared here, once. */
final class SourceDecoder {

    private final ObjectMapper json;
    private final SecretBox secrets;

    SourceDecoder(ObjectMapper json, SecretBox secrets) {
        this.json = json;
        this.secrets = secrets;
    }

    /** The source, or {@code null} for one that is switched off. */
    @Nullable
    WebhookSource decode(String key, byte[] value) throws UnreadableEventException, JsonProcessingException {
        SourceState state = json.treeToValue(EventEnvelope.parse(value).requireData(), SourceState.class);
        if (!key.equals(state.organizationId() + "/" + state.source())) {
            throw new IllegalArgumentException("the key does not name the source");
        }
        return state.enabled() ? source(key, state) : null;
    }

    private WebhookSource source(String key, SourceState state) {
        SignatureScheme scheme = SignatureScheme.named(state.scheme())
                .orElseThrow(() -> new IllegalArgumentException("unknown scheme " + state.scheme()));
        List<SigningSecret> opened = open(key, state.secrets());
        SignatureVerifier verifier = scheme.verifier(
                new SignatureSettings(
                        state.header(), state.algorithm(), state.encoding(), state.prefix(), state.timestampHeader()),
                opened);
        String eventId = state.eventId() == null ? verifier.eventIdPointer() : state.eventId();
        return new WebhookSource(
                state.organizationId(),
                state.source(),
                verifier,
                new SourceHandshakes(scheme == SignatureScheme.SLACK, new VerifyTokens(key, opened)),
                pointer(eventId),
                pointer(state.entityId()));
    }

    private List<SigningSecret> open(String key, @Nullable List<SourceState.Secret> sealed) {
        if (sealed == null) {
            return List.of();
        }
        return sealed.stream()
                .map(secret -> new SigningSecret(
                        new String(secrets.open(secret.ciphertext(), key), StandardCharsets.UTF_8), secret.expiresAt()))
                .toList();
    }

    private static @Nullable BodyPointer pointer(@Nullable String pointer) {
        return pointer == null || pointer.isEmpty() ? null : BodyPointer.of(pointer);
    }
}
