package io.atrium.integration.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that is not waiting, with the chain that it would be processed in.
 *
 * @param bytes of its payload
 */
record EndedEvent(UUID eventId, Instant receivedAt, String chain, long bytes) {}
