package io.atrium.system;

import static io.atrium.system.HostileKind.length;
import static io.atrium.system.HostileKind.one;

import io.atrium.kit.testing.HostileText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of JSON, written out, where another one is expected: some are no JSON at all. */
final class HostileJson {

    /** Depths around what parsers and databases allow. */
    private static final List<Integer> DEPTHS = List.of(
            2, 8, 15, 16, 17, 19, 20, 21, 31, 32, 33, 49, 50, 51, 63, 64, 65, 100, 200, 500, 999, 1_001, 20_000);

    private static final List<String> EXPONENTS = List.of(
            "1e131000",
            "1e-131000",
            "1e1001",
            "1e131072",
            "1E+2147483648",
            "1e400",
            "-1e309",
            "1e-999999999",
            "0e99999");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "0.1",
            "2147483648",
            "-9223372036854775809",
            "18446744073709551616",
            "1.7976931348623159e308");
    private static final List<String> NO_NUMBERS =
            List.of("01", ".5", "5.", "+1", "NaN", "-Infinity", "0x10", "1e", "--1");
    private static final List<String> NAMES = List.of(
            "", "\\u0000", "\\ud800", "__proto__", "constructor", "$ref", "id", "type", "organization_id", "a/~b");
    private static final int WIDE = 20_000;
    private static final int DIGITS = 50_000;

    private HostileJson() {}

    static final List<HostileKind<String>> ALL = all();

    private static List<HostileKind<String>> all() {
        List<HostileKind<String>> kinds = new ArrayList<>(List.of(
                new HostileKind<>("number", random -> one(random, NUMBERS)),
                new HostileKind<>("exponent", random -> one(random, EXPONENTS)),
                new HostileKind<>("exponents", random -> list(one(random, EXPONENTS), length(random, 5_000))),
                new HostileKind<>("digits", random -> "1" + "0".repeat(length(random, DIGITS))),
                new HostileKind<>("decimals", random -> "0." + "3".repeat(length(random, DIGITS))),
                new HostileKind<>("no number", random -> one(random, NO_NUMBERS)),
                new HostileKind<>(
                        "literal", random -> one(random, List.of("null", "true", "false", "undefined", "'a'"))),
                new HostileKind<>(
                        "empty", random -> one(random, List.of("[]", "{}", "\"\"", "[null]", "[[]]", "[{}]"))),
                new HostileKind<>("deep list", random -> deep("[", "1", "]", random)),
                new HostileKind<>("deep object", random -> deep("{\"a\":", "1", "}", random)),
                new HostileKind<>("deep both", random -> deep("[{\"a\":", "null", "}]", random)),
                new HostileKind<>(
                        "wide list",
                        random -> list(one(random, List.of("1", "null", "\"\"", "{}")), length(random, WIDE))),
                new HostileKind<>("wide object", HostileJson::wide),
                new HostileKind<>(
                        "same name", random -> object(List.of("\"a\":1", "\"a\":{\"b\":2}", "\"\\u0061\":3"))),
                new HostileKind<>("odd names", HostileJson::odd),
                new HostileKind<>(
                        "long name", random -> object(List.of("\"" + "n".repeat(length(random, 200_000)) + "\":1"))),
                new HostileKind<>(
                        "halves of pairs",
                        random -> one(random, List.of("\"\\ud800\"", "\"\\udc00a\"", "\"a\\uDBFF\""))),
                new HostileKind<>(
                        "bad escape",
                        random -> one(random, List.of("\"\\x\"", "\"\\u12\"", "\"\\", "\"a\nb\"", "\"\t\"")))));
        for (HostileKind<String> text : HostileTexts.ALL) {
            kinds.add(new HostileKind<>("text: " + text.name(), random -> {
                String value = text.make().apply(random);
                return random.nextBoolean() ? HostileText.json(value) : HostileText.json(List.of(value));
            }));
        }
        return List.copyOf(kinds);
    }

    private static String deep(String open, String inside, String close, SplittableRandom random) {
        int depth = Math.max(1, one(random, DEPTHS) + random.nextInt(3) - 1);
        return open.repeat(depth) + inside + close.repeat(depth);
    }

    private static String list(String element, int count) {
        return IntStream.range(0, count).mapToObj(i -> element).collect(Collectors.joining(",", "[", "]"));
    }

    private static String wide(SplittableRandom random) {
        boolean same = random.nextInt(4) == 0;
        return object(IntStream.range(0, length(random, WIDE))
                .mapToObj(i -> "\"k" + (same ? 0 : i) + "\":" + i)
                .toList());
    }

    private static String odd(SplittableRandom random) {
        return object(IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> "\"" + one(random, NAMES) + "\":" + one(random, EXPONENTS))
                .toList());
    }

    private static String object(List<String> members) {
        return "{" + String.join(",", members) + "}";
    }
}
