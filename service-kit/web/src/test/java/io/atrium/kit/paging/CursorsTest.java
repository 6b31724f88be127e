package io.atrium.kit.paging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CursorsTest {

    private static final UUID ORGANIZATION = UUID.fromString("019a0000-0000-7000-8000-000000000001");
    private static final Keyset EVENTS = Keyset.of("events", KeyColumn.timestamp(), KeyColumn.uuid());
    private static final Keyset RECORDS = Keyset.of("records", KeyColumn.text(512));
    private static final Keyset NUMBERS = Keyset.of("numbers", KeyColumn.bigint());
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final Cursors cursors = new Cursors("a-service-key-of-32-characters-00");

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(EVENTS, Cursor.of(TIME, ORGANIZATION)),
                Arguments.of(EVENTS, Cursor.of(Instant.parse("-4712-01-01T00:00:00Z"), new UUID(0, 0))),
                Arguments.of(EVENTS, Cursor.of(Instant.parse("+294276-12-31T23:59:59.999999Z"), new UUID(-1, -1))),
                Arguments.of(NUMBERS, Cursor.of(0L)),
                Arguments.of(NUMBERS, Cursor.of(Long.MIN_VALUE)),
                Arguments.of(NUMBERS, Cursor.of(Long.MAX_VALUE)),
                Arguments.of(RECORDS, Cursor.of("")),
                Arguments.of(RECORDS, Cursor.of("\u6f22".repeat(400))),
                Arguments.of(RECORDS, Cursor.of("\ud83d\ude00".repeat(512))),
                Arguments.of(RECORDS, Cursor.of("\"],[\\ \u202e|\u0001")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldTakeBackEveryCursorItMakes(Keyset keyset, Cursor key) {
        String text = made(keyset, key);

        Paging page = cursors.open(keyset, ORGANIZATION, PageRequest.of(1, text));

        assertThat(page.after()).contains(key);
        assertThat(text).hasSizeLessThanOrEqualTo(Cursors.MAX_LENGTH).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void shouldGoOnBehindTheLastRowThatWasLookedAt() {
        // Given
        Paging page = cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(3, null));

        // When
        Page<Long> stopped = page.page(List.of(1L, 2L), Optional.of(9L), number -> Cursor.of(number));

        // Then
        assertThat(stopped.items()).containsExactly(1L, 2L);
        Paging next = cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(3, stopped.nextCursor()));
        assertThat(next.after()).contains(Cursor.of(9L));
    }

    @Test
    void shouldGoOnBehindTheLastItemOfAFullPageWhereverTheSearchStopped() {
        // Given
        Paging page = cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(3, null));

        // When
        Page<Long> full = page.page(List.of(1L, 2L, 3L, 4L), Optional.of(4L), number -> Cursor.of(number));

        // Then
        assertThat(full.items()).containsExactly(1L, 2L, 3L);
        Paging next = cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(3, full.nextCursor()));
        assertThat(next.after()).contains(Cursor.of(3L));
    }

    @Test
    void shouldMakeTheSameCursorOnEveryReplica() {
        Cursors other = new Cursors("a-service-key-of-32-characters-00");

        assertThat(made(NUMBERS, Cursor.of(7L))).isEqualTo(made(other, NUMBERS, Cursor.of(7L)));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldRefuseEveryChangedCursor(Keyset keyset, Cursor key) {
        String text = made(keyset, key);
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        int step = Math.max(1, bytes.length / 64);

        for (int i = 0; i < bytes.length; i += step) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            refused(keyset, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
            refused(keyset, text.substring(0, i));
        }
        refused(keyset, text + "A");
        refused(keyset, text + "=");
        refused(keyset, text + "==");
        refused(keyset, " " + text);
        refused(keyset, text + "\n");
        refused(keyset, text + "\0");
        refused(keyset, "A".repeat(Cursors.MAX_LENGTH + 4));
    }

    @Test
    void shouldRefuseUnusedBitsOfTheLastCharacter() {
        String text = made(NUMBERS, Cursor.of(7L));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String others = alphabet.replace(text.substring(text.length() - 1), "");

        for (char other : others.toCharArray()) {
            refused(NUMBERS, text.substring(0, text.length() - 1) + other);
        }
    }

    static Stream<Arguments> others() {
        Keyset sameKey = Keyset.of("other numbers", KeyColumn.bigint());
        return Stream.of(
                Arguments.of(sameKey, ORGANIZATION, new Object[] {"a", null}),
                Arguments.of(NUMBERS, UUID.randomUUID(), new Object[] {"a", null}),
                Arguments.of(NUMBERS, null, new Object[] {"a", null}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {"b", null}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {null, "a"}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {"a", ""}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {"a"}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {"a", null, null}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {"", "a"}),
                Arguments.of(NUMBERS, ORGANIZATION, new Object[] {null, null}));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldRefuseTheCursorOfAnotherList(Keyset keyset, @Nullable UUID organization, @Nullable Object[] filters) {
        String text = cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(1, null), "a", null)
                .pageUpTo(List.of(), Cursor.of(7L))
                .nextCursor();

        assertThat(cursors.open(NUMBERS, ORGANIZATION, PageRequest.of(1, text), Optional.of("a"), Optional.empty())
                        .after())
                .contains(Cursor.of(7L));
        assertThatThrownBy(() -> cursors.open(keyset, organization, PageRequest.of(1, text), filters))
                .isInstanceOfSatisfying(ProblemException.class, CursorsTest::isOfCursor);
    }

    @Test
    void shouldRefuseCursorsOfEarlierFormatsAndOtherKeys() {
        refused(EVENTS, old("[\"+294277-01-01T00:00:00Z\",\"" + ORGANIZATION + "\"]"));
        refused(RECORDS, old("[\"\\u0000\"]"));
        refused(NUMBERS, old("[\"7\"]"));
        refused(NUMBERS, made(new Cursors("another-service-key-of-32-characters"), NUMBERS, Cursor.of(7L)));
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(EVENTS, Cursor.of(TIME)),
                Arguments.of(EVENTS, Cursor.of(ORGANIZATION, TIME)),
                Arguments.of(EVENTS, Cursor.of(TIME.plusNanos(1), ORGANIZATION)),
                Arguments.of(EVENTS, Cursor.of(Instant.MAX, ORGANIZATION)),
                Arguments.of(EVENTS, Cursor.of(Instant.MIN, ORGANIZATION)),
                Arguments.of(EVENTS, Cursor.of(Instant.parse("+294277-01-01T00:00:00Z"), ORGANIZATION)),
                Arguments.of(RECORDS, Cursor.of("a\0b")),
                Arguments.of(RECORDS, Cursor.of("a".repeat(513))),
                Arguments.of(NUMBERS, Cursor.of(7)));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void shouldMakeNoCursorOfWhatTheColumnsCannotHold(Keyset keyset, Cursor key) {
        assertThatThrownBy(() -> made(keyset, key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadNoValuesOutsideOfTheirColumns() {
        ByteBuffer time = ByteBuffer.allocate(28)
                .putLong(Long.MAX_VALUE)
                .putInt(-1)
                .putLong(1)
                .putLong(1);
        ByteBuffer text = ByteBuffer.allocate(6).putInt(2).put((byte) 0xc3).put((byte) 0x28);
        ByteBuffer length = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE);

        assertThatThrownBy(() -> KeyCodec.read(EVENTS.columns(), time.flip()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyCodec.read(RECORDS.columns(), text.flip()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyCodec.read(RECORDS.columns(), length.flip()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAKeysetWhoseCursorsMayNotFit() {
        KeyColumn large = KeyColumn.text(1000);

        assertThatThrownBy(() -> Keyset.of("large", large)).isInstanceOf(IllegalArgumentException.class);
    }

    private String made(Keyset keyset, Cursor key) {
        return made(cursors, keyset, key);
    }

    private static String made(Cursors maker, Keyset keyset, Cursor key) {
        return requireNonNull(maker.open(keyset, ORGANIZATION, PageRequest.of(1, null))
                .pageUpTo(List.of(), key)
                .nextCursor());
    }

    private void refused(Keyset keyset, String text) {
        if (!text.isEmpty()) {
            assertThatThrownBy(() -> cursors.open(keyset, ORGANIZATION, PageRequest.of(1, text)))
                    .as(text)
                    .isInstanceOfSatisfying(ProblemException.class, CursorsTest::isOfCursor);
        }
    }

    private static void isOfCursor(ProblemException problem) {
        assertThat(problem.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("cursor");
            assertThat(error.message()).isEqualTo("is not a cursor of this list and these filters");
        });
    }

    private static String old(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
