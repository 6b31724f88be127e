package io.atrium.webhook.intake;

import io.atrium.webhook.signature.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery was found to be.
 *
 * @param body decoded
 * @param fault why a body that is signed well cannot be decoded
 * @param challenge what a handshake asks for; such a body is no event
 */
record Reading(
        Verdict verdict,
        byte[] body,
        String providerEventId,
        @Nullable String entityId,
        @Nullable UndecodableBodyException fault,
        @Nullable String challenge) {

    private static final byte[] NOTHING = {};

    static Reading of(byte[] body, String providerEventId, @Nullable String entityId) {
        return new Reading(Verdict.VALID, body, providerEventId, entityId, null, null);
    }

    static Reading refused(Verdict verdict) {
        return new Reading(verdict, NOTHING, "", null, null, null);
    }

    static Reading handshake(String challenge) {
        return new Reading(Verdict.VALID, NOTHING, "", null, null, challenge);
    }

    static Reading undecodable(UndecodableBodyException fault) {
        return new Reading(Verdict.VALID, NOTHING, "", null, fault, null);
    }
}
