package io.atrium.kit.time;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A time with all the digits it was written with, and with leap seconds.
 *
 * @param instant the same to the nanosecond, the rest cut off; all of a leap second is the last nanosecond before it
 * @param sortable UTC as {@code 2026-01-31T12:00:00.25}, the zeros at the end cut off: compared character by character,
 *     these texts have the order of the times
 */
public record ExactTime(Instant instant, String sortable) implements Comparable<ExactTime> {

    private static final String MIDNIGHT = "T00:00:00";

    public ExactTime {
        requireNonNull(instant, "instant");
        requireNonNull(sortable, "sortable");
    }

    /** The instant, which has no more than nanoseconds. */
    public static ExactTime of(Instant instant) {
        String text = instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
        int seconds = text.length() - text.indexOf('T');
        // LocalDateTime leaves out seconds that are zero, and writes fractions in groups of three digits.
        String whole = seconds == "T00:00".length() ? text + ":00" : text;
        return new ExactTime(instant, seconds > MIDNIGHT.length() ? withoutZeros(whole) : whole);
    }

    /** The time as RFC 3339 has it. */
    public String text() {
        return sortable + 'Z';
    }

    @Override
    public int compareTo(ExactTime other) {
        return sortable.compareTo(other.sortable);
    }

    static String withoutZeros(String fraction) {
        int end = fraction.length();
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return fraction.substring(0, fraction.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
