package io.atrium.mock.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between attempts: exponential with full jitter, never before {@code Retry-After}. A mock provider behaves like a
 * program of somebody else, so it uses kit-wire alone and not the {@code Backoff} of kit-web.
 */
final class DeliveryBackoff {

    private static final long FIRST_MS = 250;
    private static final long LONGEST_MS = 10_000;
    private static final long LONGEST_RETRY_AFTER_MS = 60_000;

    private DeliveryBackoff() {}

    /** Milliseconds to wait after the given attempt, the first being 1. */
    static long afterAttempt(int attempt, @Nullable String retryAfter, Instant now) {
        long most = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt - 1, 10));
        long jittered = ThreadLocalRandom.current().nextLong(1, most + 1);
        return Math.max(jittered, retryAfter == null ? 0 : retryAfterMillis(retryAfter, now));
    }

    /** Milliseconds that a {@code Retry-After} asks for, as seconds or as an HTTP date; 0 when it is neither. */
    static long retryAfterMillis(String value, Instant now) {
        try {
            long asked = value.chars().allMatch(Character::isDigit)
                    ? Math.multiplyExact(Long.parseLong(value), 1_000L)
                    : Duration.between(now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME))
                            .toMillis();
            return Math.max(0, Math.min(asked, LONGEST_RETRY_AFTER_MS));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return 0;
        }
    }
}
