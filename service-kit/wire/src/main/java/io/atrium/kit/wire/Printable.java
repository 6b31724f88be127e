package io.atrium.kit.wire;

/** Untrusted text made safe for a log and a terminal: what could act on either is shown as an escape. */
public final class Printable {

    private Printable() {}

    /** Visible ASCII and spaces as they are, everything else as an escape; cut after {@code most} characters. */
    public static String ascii(CharSequence text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most) + 16);
        for (int i = 0; i < text.length() && i < most; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c >= 0x20 && c < 0x7f) {
                out.append(c);
            } else {
                escape(out, c);
            }
        }
        return text.length() > most ? out.append("...").toString() : out.toString();
    }

    /** One line for a terminal: letters of every script stay, controls and invisible formatting are escaped. */
    public static String line(String text) {
        if (text.codePoints().allMatch(Printable::isHarmless)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                out.appendCodePoint(c);
            } else {
                escape(out, c);
            }
        });
        return out.toString();
    }

    private static boolean isHarmless(int c) {
        if (c == '\t') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void escape(StringBuilder out, int c) {
        out.append(c < 0x100 ? "\\x%02x".formatted(c) : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
    }
}
