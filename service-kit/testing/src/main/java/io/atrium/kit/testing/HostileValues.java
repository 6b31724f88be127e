package io.atrium.kit.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What clients and attackers write where a value is expected. */
public final class HostileValues {

    /** Times that RFC 3339 knows, at the ends of what a database and a client can both read. */
    public static final List<String> TIMES = List.of(
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "2016-12-31T23:59:60Z",
            "2026-03-01t10:00:00z",
            "2026-03-01 10:00:00Z");

    private static final String ID = "019a0000-0000-7000-8000-000000000000";

    /** Cursors as an earlier version made them, and what might be taken for one. */
    private static final List<String> JSON = List.of(
            "[\"\\u0000\"]",
            "[\"+294277-01-01T00:00:00Z\",\"" + ID + "\"]",
            "[\"-4713-01-01T00:00:00Z\",\"" + ID + "\"]",
            "[\"infinity\",\"" + ID + "\"]",
            "[\"2026-03-01T10:00:00Z\",\"1-1-1-1-1\"]",
            "[\"2026-03-01T10:00:00Z\"]",
            "[\"" + ID + "\"]",
            "[\"9223372036854775808\"]",
            "[\"1\"]",
            "[1]",
            "[null]",
            "[]",
            "{}",
            "null",
            "\"x\"",
            "[[[[[[[[[[]]]]]]]]]]");

    public static final List<String> TEXTS = Stream.of(
                    Stream.of(
                            "",
                            " ",
                            "\0",
                            "a\0b",
                            "+5",
                            " 5",
                            "5 ",
                            "1e2",
                            "0",
                            "-1",
                            "007",
                            "201",
                            "0x1",
                            "1.0",
                            "1_0",
                            "\u0663",
                            "\uff15",
                            "2147483648",
                            "9223372036854775808",
                            "NaN",
                            "null",
                            "true",
                            "undefined",
                            "%",
                            "_",
                            "\\",
                            "%_\\",
                            "'",
                            "\"",
                            "'; DROP TABLE x; --",
                            "$1",
                            "${7*7}",
                            "${jndi:ldap://x}",
                            "<script>",
                            "../../etc/passwd",
                            "\r\nSet-Cookie: a=b",
                            "\u001b[31m",
                            "\u202e",
                            "\u200b",
                            "\ufeff",
                            "\ufffd",
                            "\ud83d\ude00",
                            "\u6f22".repeat(85),
                            "a".repeat(256),
                            "a".repeat(3000),
                            "MAYBE",
                            "active",
                            "SUCCESS\0",
                            "[]",
                            "{}",
                            "[\"a\"]",
                            "a,b",
                            "a;b",
                            "1-1-1-1-1",
                            ID,
                            ID.toUpperCase(java.util.Locale.ROOT),
                            "{" + ID + "}",
                            "1.2.3.4",
                            "::1",
                            "::ffff:1.2.3.4"),
                    Stream.of(
                            "yesterday",
                            "now()",
                            "infinity",
                            "-infinity",
                            "epoch",
                            "2026",
                            "2026-03-01",
                            "2026-03-01T10:00:00",
                            "2026-13-01T00:00:00Z",
                            "2026-02-30T00:00:00Z",
                            "2026-03-01T24:00:01Z",
                            "2026-03-01T10:00:00+25:00",
                            "2026-03-01T10:00:00Z[Europe/Paris]",
                            "+294277-01-01T00:00:00Z",
                            "+999999999-12-31T23:59:59Z",
                            "-4713-11-24T00:00:00Z",
                            "0000-01-01T00:00:00Z",
                            "0001-01-01T00:00:00+14:00",
                            "9999-12-31T23:59:59-14:00",
                            "2026-03-01T10:00:00\u0661Z",
                            "1772359200"),
                    TIMES.stream(),
                    JSON.stream().map(HostileValues::base64))
            .flatMap(values -> values)
            .toList();

    /** Written into the request's target as they are. */
    public static final List<String> BROKEN_ESCAPES = List.of(
            "%",
            "%z",
            "%zz",
            "%0",
            "a%",
            "%u0041",
            "%ff",
            "%c0%80",
            "%e0%80",
            "%ed%a0%80",
            "%f8%88%80%80%80",
            "%00%",
            "%2",
            "+%+",
            "a&&=&b",
            "\u00e9",
            "a#b",
            "a?b",
            "a[]=1");

    private static final boolean ALL = Boolean.getBoolean("tests.full");
    private static final int SHARES = 4;

    private HostileValues() {}

    /** Every fourth value, from another first one each time; all of them with {@code -Pfull}. */
    static List<String> share(List<String> values) {
        if (ALL) {
            return values;
        }
        int first = ThreadLocalRandom.current().nextInt(SHARES);
        return IntStream.range(0, values.size())
                .filter(index -> index % SHARES == first)
                .mapToObj(values::get)
                .toList();
    }

    /** What can be made of a cursor that is not this cursor. */
    static List<String> changed(String cursor) {
        List<String> changed = new ArrayList<>();
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        int step = Math.max(1, bytes.length / 48);
        for (int at = 0; at < bytes.length; at += step) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            changed.add(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped));
        }
        for (int length = 1; length < cursor.length(); length += Math.max(1, cursor.length() / 16)) {
            changed.add(cursor.substring(0, length));
        }
        changed.add(cursor.substring(1));
        changed.add(cursor + "A");
        changed.add(cursor + "=");
        changed.add(cursor + "\0");
        changed.add(" " + cursor);
        changed.add(cursor + cursor);
        changed.add(base64(cursor));
        changed.add("a".repeat(4090));
        JSON.forEach(json -> changed.add(base64(json)));
        return changed;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
