package io.atrium.kit.consumer;

/**
 * The result of trying dead letters again.
 *
 * @param retried how many were tried
 * @param deadAgain how many of them failed again, and stand behind the others now
 * @param incomplete how many were passed over, as the dead letter topic holds only a part of them
 * @param more whether others wait
 */
public record DeadLetterRetryResponse(int retried, int deadAgain, int incomplete, boolean more) {}
