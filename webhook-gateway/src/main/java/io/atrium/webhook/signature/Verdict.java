package io.atrium.webhook.signature;

/** What a verifier found. Everything but {@link #VALID} is answered alike: the delivery is refused. */
public enum Verdict {
    VALID,
    /** A header that the scheme needs is not there. */
    MISSING,
    /** A header does not read as the scheme writes it. */
    MALFORMED,
    /** The signed timestamp is further than the tolerance from the gateway's clock. */
    STALE,
    /** The signature is right, but its timestamp is no number of whole seconds: often milliseconds. */
    TIMESTAMP_NOT_SECONDS,
    /** A form has more fields than are read before its signature is known. */
    TOO_MANY_FIELDS,
    /** No secret that is valid now gives the signature. */
    MISMATCH
}
