package io.atrium.system;

import static io.atrium.system.HostileKind.length;
import static io.atrium.system.HostileKind.one;

import io.atrium.kit.testing.HostileText;
import io.atrium.kit.testing.HostileValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts where a name, an address, an id, a time or a number is expected. */
final class HostileTexts {

    private static final int LONGEST = 100_000;
    private static final int DIGITS = 5_000;
    private static final List<String> FILLERS =
            List.of("a", " ", "\u2003", "\u6f22", "\ud83d\ude00", "\u0301", "0", "%", "\\", "\"", "\u0000", "\ufb03");
    private static final List<String> PIECES = List.of(
            "a.", "a-", "-", "a ", "/", "/~", "~1", "((", "a@", "${", "%2e", "../", "\\u0000", "a,", "xn--", "[");
    private static final List<String> SPACES =
            List.of("\u2003", "\u3000", "\u00a0", "\u200b", "\t", "\n", "\r\n", " ", "\u2028", "\ufeff", "\u3164");
    private static final List<String> ADDRESSES = List.of(
            "http://localhost:99999",
            "http://[::ffff:127.0.0.1]/",
            "http://169.254.169.254/latest",
            "http://0x7f000001/",
            "http://2130706433/",
            "https://user:password@example.com/",
            "https://example.com/?a=b#c",
            "https://example.com:0/",
            "file:///etc/passwd",
            "jar:http://example.com!/",
            "//example.com",
            "https:\\\\example.com",
            "https://example.com%00.internal/");
    private static final List<String> EXPONENTS = List.of(
            "1e131000",
            "1e-131000",
            "1e1001",
            "1E+2147483648",
            "1e400",
            "-1e309",
            "0e999999999",
            "1e2147483647",
            "NaN");

    private HostileTexts() {}

    static final List<HostileKind<String>> ALL = List.of(
            new HostileKind<>("known text", random -> one(random, HostileValues.TEXTS)),
            new HostileKind<>(
                    "text of people",
                    random -> one(random, new ArrayList<>(HostileText.of("Ada").values()))),
            new HostileKind<>("long", random -> one(random, FILLERS).repeat(length(random, LONGEST))),
            new HostileKind<>("repeated", random -> one(random, PIECES).repeat(length(random, LONGEST / 4))),
            new HostileKind<>("repeated, then another end", HostileTexts::repeated),
            new HostileKind<>("labels", random -> "a.".repeat(length(random, LONGEST / 2)) + "com"),
            new HostileKind<>("address of labels", random -> "a@" + "b.".repeat(length(random, LONGEST / 2)) + "com"),
            new HostileKind<>("pointer", random -> "/".repeat(length(random, 2_000)) + "~"),
            new HostileKind<>("code points", HostileTexts::codePoints),
            new HostileKind<>("controls", HostileTexts::controls),
            new HostileKind<>("marks", random -> "e" + "\u0301".repeat(length(random, LONGEST / 10))),
            new HostileKind<>("digits", random -> "9".repeat(length(random, DIGITS))),
            new HostileKind<>("exponent", random -> one(random, EXPONENTS)),
            new HostileKind<>("id", HostileTexts::id),
            new HostileKind<>("time", HostileTexts::time),
            new HostileKind<>("web address", random -> one(random, ADDRESSES)),
            new HostileKind<>("space", random -> one(random, SPACES).repeat(length(random, 300))),
            new HostileKind<>("cursor", HostileTexts::cursor));

    private static String repeated(SplittableRandom random) {
        return one(random, PIECES).repeat(length(random, LONGEST / 4))
                + one(random, List.of("!", "~", "\u0000", "@", "("));
    }

    /** Of all planes: unassigned ones, private ones and halves of pairs among them. */
    private static String codePoints(SplittableRandom random) {
        return IntStream.range(0, length(random, 300))
                .map(i -> random.nextInt(random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String controls(SplittableRandom random) {
        return IntStream.range(0, length(random, 60))
                .map(i -> random.nextInt(0x20))
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", "a", "b"));
    }

    private static String id(SplittableRandom random) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        int at = random.nextInt(id.length());
        return one(
                random,
                List.of(
                        id,
                        id.substring(0, at) + one(random, FILLERS) + id.substring(at + 1),
                        id.substring(at),
                        id + id,
                        "{" + id + "}",
                        "urn:uuid:" + id,
                        new UUID(0, 0).toString()));
    }

    private static String time(SplittableRandom random) {
        String year = Long.toString(random.nextLong(-1_000_000_000, 1_000_000_000));
        return one(
                random,
                List.of(
                        year + "-01-01T00:00:00Z",
                        "2026-01-01T00:00:00." + "9".repeat(length(random, DIGITS)) + "Z",
                        "2026-01-01T00:00:00+" + random.nextInt(100) + ":" + random.nextInt(100),
                        one(random, HostileValues.TIMES)));
    }

    private static String cursor(SplittableRandom random) {
        String json = "[".repeat(length(random, 3_000)) + one(random, EXPONENTS);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
