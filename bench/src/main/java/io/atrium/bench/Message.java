package io.atrium.bench;

import java.util.UUID;

/**
 * A record that a consumer catches up on, and the row that it comes to.
 *
 * @param key of the record
 * @param value of the record, a CloudEvent as JSON
 * @param body what the row stores of it
 */
record Message(UUID organization, UUID id, String key, String value, String body) {}
