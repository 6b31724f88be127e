package io.atrium.webhook.source;

import io.atrium.contracts.SignatureScheme;
import io.atrium.contracts.WebhookSourceState;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.secrets.SecretBox;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifier;
import io.atrium.webhook.signature.SignatureVerifiers;
import io.atrium.webhook.signature.SigningSecret;
import io.atrium.webhook.signature.VerifyTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a source of its state in the topic: secrets are opened and keys prepared here, once. */
final class SourceDecoder {

    private final SecretBox secrets;

    SourceDecoder(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** The source, or {@code null} for one that is switched off. */
    @Nullable
    WebhookSource decode(String key, byte[] value) throws UnreadableEventException {
        WebhookSourceState state = EventEnvelope.parse(value).requireData(WebhookSourceState.MESSAGE);
        if (!key.equals(state.key())) {
            throw new IllegalArgumentException("the key does not name the source");
        }
        return state.enabled() ? source(state) : null;
    }

    private WebhookSource source(WebhookSourceState state) {
        List<SigningSecret> opened = state.secrets().stream()
                .map(secret -> open(state.key(), secret))
                .toList();
        SignatureVerifier verifier = SignatureVerifiers.of(
                state.scheme(),
                new SignatureSettings(
                        state.header(), state.algorithm(), state.encoding(), state.prefix(), state.timestampHeader()),
                opened);
        String eventId = state.eventId() == null ? verifier.eventIdPointer() : state.eventId();
        return new WebhookSource(
                state.organizationId(),
                state.source(),
                verifier,
                new SourceHandshakes(state.scheme() == SignatureScheme.SLACK, new VerifyTokens(state.key(), opened)),
                pointer(eventId),
                pointer(state.entityId()));
    }

    private SigningSecret open(String key, WebhookSourceState.Secret secret) {
        return new SigningSecret(
                new String(secrets.open(secret.ciphertext(), key), StandardCharsets.UTF_8), secret.expiresAt());
    }

    private static @Nullable BodyPointer pointer(@Nullable String pointer) {
        return pointer == null || pointer.isEmpty() ? null : BodyPointer.of(pointer);
    }
}
