package io.atrium.webhook.intake;

import org.jspecify.annotations.Nullable;

/**
 * A verified event as its provider sent it.
 *
 * @param providerEventId what identifies it for its source
 * @param entityId the record that it is about, for the order of events
 * @param body its bytes, without a coding
 * @param receivedAt milliseconds since the epoch
 * @param traceParent of the delivery's trace, if it has one
 */
public record ReceivedEvent(
        String providerEventId,
        @Nullable String entityId,
        @Nullable String clientIp,
        String contentType,
        byte[] body,
        long receivedAt,
        @Nullable String traceParent) {}
