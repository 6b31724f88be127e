package io.atrium.webhook.intake.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchItemsTest {

    @Test
    void shouldSplitAnArrayAtTheCommasBetweenItsElements() throws MalformedBatchException {
        String body = " [ {\"a\":\"],[\\\"\\\\\"} ,\n[1,[2]],\t\"x,]\\\\\",{}, 17 ] ";

        assertThat(split(BatchForm.ARRAY, body))
                .containsExactly("{\"a\":\"],[\\\"\\\\\"}", "[1,[2]]", "\"x,]\\\\\"", "{}", "17");
    }

    @Test
    void shouldLeaveABrokenElementToItself() throws MalformedBatchException {
        assertThat(split(BatchForm.ARRAY, "[{\"a\":1} {\"b\":2},nonsense,{a},{}]"))
                .containsExactly("{\"a\":1} {\"b\":2}", "nonsense", "{a}", "{}");
    }

    @Test
    void shouldSplitLinesAndPassBlankOnesOver() throws MalformedBatchException {
        assertThat(split(BatchForm.NDJSON, "\r\n {\"a\":1} \r\n\n\t\n{\"b\":\"\\n\"}"))
                .containsExactly("{\"a\":1}", "{\"b\":\"\\n\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[{}",
                "[{}}",
                "[{},",
                "[{},]",
                "[,{}]",
                "[{}]]",
                "[{}],",
                "[\"",
                "[\"\\",
                "[\"a\\\"]",
                "null",
                "\ufeff",
                "[ , ]",
                "}"
            })
    void shouldRefuseWhatIsNoArray(String body) {
        assertThatThrownBy(() -> split(BatchForm.ARRAY, body))
                .isInstanceOf(MalformedBatchException.class)
                .hasMessage("The body is no JSON array.");
    }

    @Test
    void shouldCountOnlyAsFarAsItMust() {
        assertThatThrownBy(() -> BatchItems.of(BatchForm.ARRAY, bytes("[1,2,3,4]"), 3))
                .hasMessage("The batch has more than 3 events.");
        assertThatThrownBy(() -> BatchItems.of(BatchForm.NDJSON, bytes("1\n2\n3\n4"), 3))
                .hasMessage("The batch has more than 3 events.");
    }

    /** Whatever the bytes: where the split and the strict reader both find an array, they find the same elements. */
    @Test
    void shouldAgreeWithTheStrictReader() {
        Random random = new Random(42);
        String alphabet = "[]{},:\"\\ \n1ae";
        for (int run = 0; run < 200_000; run++) {
            String text = "["
                    + random.ints(1 + random.nextInt(12), 0, alphabet.length())
                            .mapToObj(i -> alphabet.substring(i, i + 1))
                            .collect(java.util.stream.Collectors.joining())
                    + "]";
            List<String> strict = elements(text);
            if (strict != null) {
                assertThat(splitOrNone(text)).as(text).isEqualTo(strict);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable List<String> elements(String text) {
        try {
            JsonText read = JsonText.readLeniently(bytes(text));
            if (!read.root().isArray() || read.root().isEmpty()) {
                return null;
            }
            return IntStream.range(0, read.root().size())
                    .mapToObj(i -> read.root().get(i))
                    .map(node -> node.isContainerNode() ? read.of(node) : "")
                    .toList();
        } catch (JsonRefusedException e) {
            return null;
        }
    }

    /** Scalars have no text in the tree. */
    private static List<String> splitOrNone(String text) {
        try {
            return split(BatchForm.ARRAY, text).stream()
                    .map(item -> item.startsWith("{") || item.startsWith("[") ? item : "")
                    .toList();
        } catch (MalformedBatchException e) {
            return List.of();
        }
    }

    private static List<String> split(BatchForm form, String body) throws MalformedBatchException {
        BatchItems items = BatchItems.of(form, bytes(body), 1000);
        return IntStream.range(0, items.count())
                .mapToObj(i -> new String(items.bytes(i), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
