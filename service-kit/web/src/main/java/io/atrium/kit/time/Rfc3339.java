package io.atrium.kit.time;

import io.atrium.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as text ({@code 2026-01-31T12:00:00Z}, RFC 3339) of the years 1 to 9999 in UTC: beyond them no database and no
 * client reads them back. {@code T} and {@code Z} may be lower case, a space may stand for {@code T} (5.6), the fraction
 * may have any number of digits, and a leap second may end any month (5.7).
 */
public final class Rfc3339 {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final int LONGEST = 1024;
    private static final int SHORTEST = "0000-00-00T00:00:00Z".length();
    private static final int END_OF_SECONDS = "0000-00-00T00:00:00".length();
    private static final int LAST_SECOND_OF_DAY = 86_399;
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    /** The time to the nanosecond, or nothing when the text is none. */
    public static Optional<Instant> parse(@Nullable String text) {
        return exact(text).map(ExactTime::instant);
    }

    /** The time with all its digits, or nothing when the text is none, or has more than 1,024 characters. */
    public static Optional<ExactTime> exact(@Nullable String text) {
        if (text == null || text.length() < SHORTEST || text.length() > LONGEST || !hasSeparators(text)) {
            return Optional.empty();
        }
        int fractionEnd = fractionEnd(text);
        int offset = fractionEnd < 0 ? Integer.MIN_VALUE : offset(text, fractionEnd);
        if (offset == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        try {
            return time(text, fractionEnd, offset);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The time a query parameter names.
     *
     * @param text null or empty when it was not given
     * @throws ProblemException VALIDATION_FAILED on the parameter when it is no time
     */
    public static Optional<Instant> parameter(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> time = parse(text);
        if (time.isEmpty()) {
            throw ProblemException.invalid(name, "must be a time as in 2026-01-31T12:00:00Z");
        }
        return time;
    }

    private static Optional<ExactTime> time(String text, int fractionEnd, int offset) {
        int second = number(text, 17, 2);
        boolean leap = second == 60;
        LocalDateTime local = LocalDateTime.of(
                LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)),
                LocalTime.of(number(text, 11, 2), number(text, 14, 2), leap ? 59 : second));
        LocalDateTime utc = local.minusSeconds(offset);
        if (utc.getYear() < FIRST_YEAR || utc.getYear() > LAST_YEAR || (leap && !endsMonth(utc))) {
            return Optional.empty();
        }
        String fraction = text.substring(END_OF_SECONDS, fractionEnd);
        Instant whole = utc.toInstant(ZoneOffset.UTC);
        Instant instant = leap ? whole.plusNanos(999_999_999) : whole.plusNanos(nanos(fraction));
        String counted = offset == 0 && text.charAt(10) == 'T'
                ? text.substring(0, END_OF_SECONDS)
                : counted(ExactTime.of(whole).sortable(), leap);
        return Optional.of(
                new ExactTime(instant, fraction.isEmpty() ? counted : ExactTime.withoutZeros(counted + fraction)));
    }

    private static String counted(String seconds, boolean leap) {
        return leap ? seconds.substring(0, seconds.length() - 2) + "60" : seconds;
    }

    /** Leap seconds are inserted at the end of a month in UTC. */
    private static boolean endsMonth(LocalDateTime utc) {
        return utc.toLocalTime().toSecondOfDay() == LAST_SECOND_OF_DAY
                && utc.getDayOfMonth() == utc.toLocalDate().lengthOfMonth();
    }

    private static boolean hasSeparators(String text) {
        char middle = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (middle == 'T' || middle == 't' || middle == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** Where the fraction ends, or −1 when it has no digits. */
    private static int fractionEnd(String text) {
        int at = END_OF_SECONDS;
        if (text.charAt(at) != '.') {
            return at;
        }
        at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at == END_OF_SECONDS + 1 || at == text.length() ? -1 : at;
    }

    /** Seconds east of UTC, or the smallest number when there is no offset. */
    private static int offset(String text, int at) {
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return at + 1 == text.length() ? 0 : Integer.MIN_VALUE;
        }
        if ((sign != '+' && sign != '-') || text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int nanos(String fraction) {
        int nanos = 0;
        for (int i = 1; i <= NANO_DIGITS; i++) {
            nanos = 10 * nanos + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    /** The number, or −1, which is no part of any time, when a character is no digit. */
    private static int number(String text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = 10 * value + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
