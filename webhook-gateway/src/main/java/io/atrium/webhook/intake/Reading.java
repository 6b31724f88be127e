package io.atrium.webhook.intake;

import io.atrium.webhook.signature.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery was found to be.
 *
 * @param body decoded
 * @param fault why a body that is signed well cannot be decoded
 */
record Reading(
        Verdict verdict,
        byte[] body,
        String providerEventId,
        @Nullable String entityId,
        @Nullable UndecodableBodyException fault) {

    private static final byte[] NOTHING = {};

    static Reading of(byte[] body, String providerEventId, @Nullable String entityId) {
        return new Reading(Verdict.VALID, body, providerEventId, entityId, null);
    }

    static Reading refused(Verdict verdict) {
        return new Reading(verdict, NOTHING, "", null, null);
    }

    static Reading undecodable(UndecodableBodyException fault) {
        return new Reading(Verdict.VALID, NOTHING, "", null, fault);
    }
}
