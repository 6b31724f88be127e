package io.atrium.kit.outbox;

/**
 * @param retried how many messages are tried again
 * @param remaining how many are still set aside, counted up to 1,000
 */
public record QuarantineRetried(int retried, long remaining) {}
