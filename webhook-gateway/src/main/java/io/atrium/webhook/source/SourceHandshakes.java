package io.atrium.webhook.source;

import io.atrium.webhook.signature.VerifyTokens;

/**
 * How a source's provider may ask whether an address is the one it was given.
 *
 * @param urlVerification whether a signed body may be Slack's question
 * @param verifyTokens what proves a {@code hub.challenge}
 */
public record SourceHandshakes(boolean urlVerification, VerifyTokens verifyTokens) {

    /** No question that needs an answer of the source's own. */
    public static final SourceHandshakes NONE = new SourceHandshakes(false, VerifyTokens.NONE);
}
