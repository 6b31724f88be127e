package io.atrium.kit.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The place in a list where the next page begins: the keyset values of the last item, in the order of the sort.
 * Opaque to clients (base64url of a JSON array); whatever a client makes up is refused with 422.
 */
public record Cursor(List<String> values) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final int MAX_LENGTH = 1024;

    public Cursor {
        values = List.copyOf(values);
    }

    /** A cursor of these keyset values in their text form. */
    public static Cursor of(Object... values) {
        return new Cursor(Arrays.stream(values).map(Object::toString).toList());
    }

    /** @throws ProblemException VALIDATION_FAILED for what no {@link #encode()} made */
    public static Cursor parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            return new Cursor(
                    JSON.readValue(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), STRINGS));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw invalid();
        }
    }

    public String encode() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings always have a JSON form", e);
        }
    }

    public String text(int index) {
        if (index >= values.size()) {
            throw invalid();
        }
        return values.get(index);
    }

    public UUID uuid(int index) {
        try {
            return UUID.fromString(text(index));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    public Instant instant(int index) {
        try {
            return Instant.parse(text(index));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("cursor", "is not a cursor of this list");
    }
}
