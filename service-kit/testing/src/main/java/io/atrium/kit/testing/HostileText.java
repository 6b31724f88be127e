package io.atrium.kit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that look like another one, like nothing, or like too much. */
public final class HostileText {
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HostileText() {}

    /** What no text of a request may be, by what is wrong with it, made from a text that is good. */
    public static Map<String, String> of(String good) {
        String first = good.substring(0, 1);
        String rest = good.substring(1);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("NUL inside", first + '\0' + rest);
        texts.put("em space only", "\u2003");
        texts.put("zero width space inside", first + '\u200B' + rest);
        texts.put("right-to-left override inside", first + '\u202E' + rest);
        texts.put("lone high surrogate", first + '\uD800' + rest);
        texts.put("lone low surrogate at the end", good + '\uDC00');
        texts.put("unassigned inside", first + '\u0378' + rest);
        texts.put("too long", first.repeat(100_000));
        texts.put("hangul filler only", "\u3164");
        texts.put("blank braille only", "\u2800");
        texts.put("too many marks", good + "\u0301".repeat(200));
        return texts;
    }

    /** JSON in ASCII: each half of a surrogate pair is an escape of its own, so one alone arrives. */
    public static String json(Object value) {
        try {
            return ASCII.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
