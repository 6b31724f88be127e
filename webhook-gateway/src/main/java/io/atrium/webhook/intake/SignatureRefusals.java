package io.atrium.webhook.intake;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.webhook.intake.IntakeMetrics.Outcome;
import io.atrium.webhook.rejection.RejectedSignatures;
import io.atrium.webhook.signature.SignatureVerifier;
import io.atrium.webhook.signature.Verdict;
import io.atrium.webhook.source.WebhookSource;
import jakarta.inject.Singleton;

/** Answers what is not signed as its source signs, and has it counted for the audit trail. */
@Singleton
public final class SignatureRefusals {

    private static final String NO_MATCH = "No secret of the source gives this signature.";
    private static final String OVER_ENCODED =
            " A body with a Content-Encoding is signed as it is sent: the encoded bytes, not the decoded ones.";

    private static final String TOO_MANY_FIELDS =
            "A form may have at most " + SignatureVerifier.MOST_FORM_FIELDS + " fields.";

    private final RejectedSignatures rejected;

    SignatureRefusals(RejectedSignatures rejected) {
        this.rejected = rejected;
    }

    /** Answers 401, or 413 to a form that was not read; on the event loop. */
    public void refuse(Exchange exchange, WebhookSource source, Verdict verdict, ContentCoding coding) {
        rejected.count(source, verdict, exchange.clientIp(), exchange.traceParent());
        switch (verdict) {
            case MISSING ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_MISSING,
                        "A header that the source's scheme needs is missing.");
            case STALE ->
                exchange.refuse(
                        Outcome.REJECTED, ErrorCode.SIGNATURE_STALE, "The timestamp is more than 5 minutes off.");
            case TIMESTAMP_NOT_SECONDS ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_STALE,
                        "The signature matches, but the timestamp is not in seconds: it must be the number of whole"
                                + " seconds since 1970-01-01T00:00:00Z, not milliseconds or any other form.");
            case TOO_MANY_FIELDS -> exchange.refuse(Outcome.TOO_LARGE, ErrorCode.PAYLOAD_TOO_LARGE, TOO_MANY_FIELDS);
            default ->
                exchange.refuse(
                        Outcome.REJECTED,
                        ErrorCode.SIGNATURE_INVALID,
                        coding == ContentCoding.IDENTITY ? NO_MATCH : NO_MATCH + OVER_ENCODED);
        }
    }

    /** Answers 401 to a handshake without the source's token; on the event loop. */
    void refuseToken(Exchange exchange, WebhookSource source) {
        rejected.count(source, Verdict.MISMATCH, exchange.clientIp(), exchange.traceParent());
        exchange.refuse(Outcome.REJECTED, ErrorCode.SIGNATURE_INVALID, "The hub.verify_token is not the source's.");
    }
}
