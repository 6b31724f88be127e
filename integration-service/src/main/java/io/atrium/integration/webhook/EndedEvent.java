package io.atrium.integration.webhook;

import java.util.UUID;

/** An event that is not waiting, with the chain that it would be processed in. */
public record EndedEvent(UUID eventId, String chain) {}
