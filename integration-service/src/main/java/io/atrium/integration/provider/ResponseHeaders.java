package io.atrium.integration.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The times in a provider's response (RFC 9110, 5.6.7). */
final class ResponseHeaders {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private ResponseHeaders() {}

    /** Seconds or an HTTP date (RFC 9110, 10.2.3), at most an hour; anything else counts as absent. */
    static Optional<Duration> retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.trim();
        boolean seconds = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
        Optional<Duration> wait = seconds
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : instant(text).map(time -> Duration.between(now, time));
        return wait.map(ResponseHeaders::bounded);
    }

    /** When the response was made, by the provider's clock. */
    static Optional<Instant> date(@Nullable String value) {
        return Optional.ofNullable(value).map(String::trim).flatMap(ResponseHeaders::instant);
    }

    private static Duration bounded(Duration wait) {
        Duration positive = wait.isNegative() ? Duration.ZERO : wait;
        return positive.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : positive;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
