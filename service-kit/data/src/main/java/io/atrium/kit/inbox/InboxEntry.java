package io.atrium.kit.inbox;

import java.util.UUID;

/** A message to claim: the organization it belongs to and its CloudEvent's id. */
public record InboxEntry(UUID organizationId, UUID eventId) {}
