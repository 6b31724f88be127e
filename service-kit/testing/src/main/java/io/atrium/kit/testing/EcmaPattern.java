package io.atrium.kit.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a regular expression by the grammar of ECMA-262 with the flag {@code u}, which is what JSON Schema asks of a
 * {@code pattern}. What only Java knows is refused: possessive quantifiers, inline flags, {@code \A}, {@code \z},
 * {@code \Q}, {@code \p{IsLatin}}, intersections of classes with nested brackets.
 */
final class EcmaPattern {

    private static final String SYNTAX = "^$\\.*+?()[]{}|/";
    private static final String CLASSES = "dDsSwW";
    private static final String CONTROLS = "fnrtv";
    private static final Pattern BOUNDS = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{1,9})?)?}");
    private static final Pattern HEX = Pattern.compile("x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\\{[0-9a-fA-F]{1,6}}");
    private static final Pattern PROPERTY =
            Pattern.compile("[pP]\\{(?:[CLMNPSZ][a-z&]?|(?:Script|sc|Script_Extensions|scx)=[A-Z]\\w+"
                    + "|(?:General_Category|gc)=\\w+|Alphabetic|Lowercase|Uppercase|White_Space|Any|ASCII|Assigned)}");
    private static final Pattern GROUP = Pattern.compile("\\?(?::|=|!|<=|<!|<[A-Za-z_$][\\w$]*>)");

    private final String text;
    private int at;

    private EcmaPattern(String text) {
        this.text = text;
    }

    /** What is wrong with the expression, if anything is. */
    static Optional<String> fault(String expression) {
        EcmaPattern pattern = new EcmaPattern(expression);
        try {
            pattern.alternatives();
            if (pattern.at < expression.length()) {
                throw pattern.refused("a bracket that nothing opened");
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void alternatives() {
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (c == '|' || c == '^' || c == '$') {
                at++;
            } else {
                atom(c);
                quantifier();
            }
        }
    }

    private void atom(char c) {
        if (c == '\\') {
            at++;
            escape(false);
        } else if (c == '[') {
            brackets();
        } else if (c == '(') {
            group();
        } else if (c == '.' || SYNTAX.indexOf(c) < 0 || c == '/') {
            at += Character.charCount(text.codePointAt(at));
        } else {
            throw refused("nothing that " + c + " could be about");
        }
    }

    private void group() {
        at++;
        if (at < text.length() && text.charAt(at) == '?') {
            at += taken(GROUP, "a group or inline flags that ECMA-262 does not know");
        }
        alternatives();
        if (at >= text.length()) {
            throw refused("a group that is not closed");
        }
        at++;
    }

    private void brackets() {
        at++;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.charAt(at) == '\\') {
                at++;
                escape(true);
            } else if (text.charAt(at) == '[') {
                throw refused("a bracket within brackets, which only Java reads as a union");
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        if (at >= text.length()) {
            throw refused("brackets that are not closed");
        }
        at++;
    }

    private void escape(boolean inBrackets) {
        if (at >= text.length()) {
            throw refused("a backslash at the end");
        }
        char c = text.charAt(at);
        boolean single = CLASSES.indexOf(c) >= 0
                || CONTROLS.indexOf(c) >= 0
                || SYNTAX.indexOf(c) >= 0
                || c == 'b'
                || (inBrackets ? c == '-' : c == 'B')
                || (c == '0' && !(at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))));
        if (single) {
            at++;
        } else if (c == 'x' || c == 'u') {
            at += taken(HEX, "no hexadecimal escape");
        } else if (c == 'p' || c == 'P') {
            at += taken(PROPERTY, "a property that ECMA-262 does not know");
        } else {
            throw refused("the escape \\" + c + ", which ECMA-262 does not know");
        }
    }

    private void quantifier() {
        if (at >= text.length()) {
            return;
        }
        char c = text.charAt(at);
        if (c == '*' || c == '+' || c == '?') {
            at++;
        } else if (c == '{') {
            at += taken(BOUNDS, "bounds that are none");
        } else {
            return;
        }
        if (at < text.length() && text.charAt(at) == '?') {
            at++;
        }
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
            throw refused("a quantifier after a quantifier: possessive ones are Java's alone");
        }
    }

    private int taken(Pattern form, String otherwise) {
        Matcher matcher = form.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw refused(otherwise);
        }
        return matcher.end() - at;
    }

    private IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("has " + reason + ", at " + at);
    }
}
