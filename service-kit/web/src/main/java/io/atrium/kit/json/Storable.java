package io.atrium.kit.json;

/**
 * A text of somebody else in a form that PostgreSQL can store: U+0000 and unpaired surrogates become U+FFFD.
 *
 * @param text what can be stored
 * @param replaced how many characters could not
 */
public record Storable(String text, int replaced) {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPED_REPLACEMENT = "\\ufffd";
    private static final int ESCAPE = 6;

    /** Plain text. */
    public static String plain(String text) {
        int at = firstBad(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder stored = new StringBuilder(text);
        while (at >= 0) {
            stored.setCharAt(at, REPLACEMENT);
            at = firstBad(text, at + 1);
        }
        return stored.toString();
    }

    /** JSON whose names and values have such characters as {@code \}{@code u} escapes; all else stays as it is written. */
    public static Storable json(String json) {
        int at = json.indexOf('\\');
        if (at < 0) {
            return new Storable(json, 0);
        }
        StringBuilder stored = new StringBuilder(json.length());
        int copied = 0;
        int replaced = 0;
        while (at >= 0) {
            if (json.charAt(at + 1) != 'u') {
                at += 2;
            } else {
                char unit = unit(json, at);
                if (Character.isHighSurrogate(unit) && isLowSurrogate(json, at + ESCAPE)) {
                    at += 2 * ESCAPE;
                } else {
                    if (unit == 0 || Character.isSurrogate(unit)) {
                        stored.append(json, copied, at).append(ESCAPED_REPLACEMENT);
                        copied = at + ESCAPE;
                        replaced++;
                    }
                    at += ESCAPE;
                }
            }
            at = json.indexOf('\\', at);
        }
        return replaced == 0
                ? new Storable(json, 0)
                : new Storable(stored.append(json, copied, json.length()).toString(), replaced);
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLowSurrogate(String json, int at) {
        return json.startsWith("\\u", at) && Character.isLowSurrogate(unit(json, at));
    }

    private static char unit(String json, int at) {
        return (char) Integer.parseInt(json, at + 2, at + ESCAPE, 16);
    }
}
