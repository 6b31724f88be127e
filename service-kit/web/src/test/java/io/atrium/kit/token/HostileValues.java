package io.atrium.kit.token;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** JSON values that a careless or hostile issuer puts where another was meant. */
final class HostileValues {
    private static final int SHARES = 4;

    private static final List<String> ALL = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "-0",
            "1.5",
            "1e3",
            "1e308",
            "-1e308",
            "1e999",
            "2147483648",
            "4294967297",
            "9007199254740993",
            "9223372036854775808",
            "253402300800",
            "0.000000000000000000000000000000000000000000001",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"0\"",
            "\"1790000000\"",
            "\"USER\"",
            "\"SUPER_ADMIN\"",
            "\"1-1-1-1-1\"",
            "\"0198C0DE-0000-7000-8000-00000000000A\"",
            "\"{0198c0de-0000-7000-8000-00000000000a}\"",
            "\" 0198c0de-0000-7000-8000-00000000000a\"",
            "\"0198c0de-0000-7000-8000-00000000000a\\u0000\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"http://localhost:8000/\"",
            "\"HTTP://LOCALHOST:8000\"",
            "\"" + "x".repeat(3_000) + "\"",
            "[]",
            "[null]",
            "[[]]",
            "[[\"USER\"]]",
            "[{}]",
            "[1]",
            "[\"\"]",
            "[\"ROOT\"]",
            "[\"user\"]",
            "[\"USER \"]",
            "[\"USER\",\"USER\"]",
            "[\"USER\",\"SUPER_ADMIN\"]",
            "[\"atrium\",\"other\"]",
            "[" + "\"USER\",".repeat(400) + "\"USER\"]",
            "{}",
            "{\"a\":1}",
            "{\"USER\":\"USER\"}",
            "[".repeat(200) + "]".repeat(200),
            "{\"a\":".repeat(200) + "1" + "}".repeat(200));

    private HostileValues() {}

    /** Every fourth value, from another first one each time; all of them with {@code -Pfull}. */
    static List<String> share() {
        if (Boolean.getBoolean("tests.full")) {
            return ALL;
        }
        int first = ThreadLocalRandom.current().nextInt(SHARES);
        return IntStream.range(0, ALL.size())
                .filter(index -> index % SHARES == first)
                .mapToObj(ALL::get)
                .toList();
    }
}
