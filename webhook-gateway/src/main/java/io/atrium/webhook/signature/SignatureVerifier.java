package io.atrium.webhook.signature;

import org.jspecify.annotations.Nullable;

/** Verifies the deliveries of one source: a scheme with its settings and prepared keys. Safe for concurrent use. */
public interface SignatureVerifier {

    /** How far a signed timestamp may be from the gateway's clock, either way, in seconds. */
    long TOLERANCE_SECONDS = 300;

    /** How many fields of a form are read before its signature is known; Twilio sends some tens. */
    int MOST_FORM_FIELDS = 1_000;

    /** Compares in constant time over the raw bytes. */
    Verdict verify(SignedRequest request);

    /**
     * Whether verifying takes milliseconds, as public keys do: such work is done off the event loop, for a bounded number of
     * requests at once. It copies the body twice meanwhile.
     */
    default boolean isAsymmetric(SignedRequest request) {
        return false;
    }

    /** The provider's id of the event, from the header where the scheme carries one. */
    default @Nullable String eventId(SignedRequest request) {
        return null;
    }

    /** Where the scheme's bodies carry the provider's event id, as a JSON pointer. */
    default @Nullable String eventIdPointer() {
        return null;
    }
}
