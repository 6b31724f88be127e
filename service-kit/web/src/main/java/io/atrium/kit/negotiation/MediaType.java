package io.atrium.kit.negotiation;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A media type or range (RFC 9110, 8.3.1 and 12.5.1): white space around the semicolons is allowed, values may be
 * quoted, type, subtype and names of parameters are in lower case here.
 *
 * @param parameters by name; the first of a name that comes twice makes the whole unreadable
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    public static final MediaType JSON = new MediaType("application", "json", Map.of());

    private static final int LONGEST = 1024;
    private static final Set<String> ASCII_WITHIN = Set.of("us-ascii", "iso-8859-1");

    public MediaType {
        requireNonNull(type, "type");
        requireNonNull(subtype, "subtype");
        parameters = Map.copyOf(parameters);
    }

    /** Reads a media type or range; empty when it is none. */
    public static Optional<MediaType> parse(String text) {
        return text.length() > LONGEST ? Optional.empty() : new Parser(text).read();
    }

    /** Whether it names one type, as what describes a body must. */
    public boolean isConcrete() {
        return !type.equals("*") && !subtype.equals("*");
    }

    /** JSON itself, or a type whose syntax is JSON's (RFC 6839). */
    public boolean isJson() {
        return type.equals("application") && (subtype.equals("json") || subtype.endsWith("+json"));
    }

    /** Whether this, as a range, has the other in it. Parameters do not count. */
    public boolean includes(MediaType other) {
        return (type.equals("*") && subtype.equals("*"))
                || (type.equals(other.type) && (subtype.equals("*") || subtype.equals(other.subtype)));
    }

    /**
     * Whether text of it is read as UTF-8: it says so, or says nothing. For the types beside {@code application/json} no
     * charset is defined, and clients add the one that is their default for text; what has ASCII in it passes there, and
     * its bytes are read as UTF-8.
     */
    public boolean isUtf8() {
        String charset = parameters.getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT);
        return charset.equals("utf-8") || (!subtype.equals("json") && ASCII_WITHIN.contains(charset));
    }

    /** Type and subtype. */
    public String essence() {
        return type + "/" + subtype;
    }

    /** A pass over the text, from the left to the right. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Optional<MediaType> read() {
            skipSpace();
            String type = token();
            if (type.isEmpty() || !take('/')) {
                return Optional.empty();
            }
            String subtype = token();
            if (subtype.isEmpty() || (type.equals("*") && !subtype.equals("*"))) {
                return Optional.empty();
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            if (!parameters(parameters)) {
                return Optional.empty();
            }
            return Optional.of(
                    new MediaType(type.toLowerCase(Locale.ROOT), subtype.toLowerCase(Locale.ROOT), parameters));
        }

        /** Empty parameters, as a semicolon at the end makes one, are allowed by the grammar. */
        private boolean parameters(Map<String, String> parameters) {
            skipSpace();
            while (at < text.length()) {
                if (!take(';')) {
                    return false;
                }
                skipSpace();
                if (at < text.length() && text.charAt(at) != ';' && !parameter(parameters)) {
                    return false;
                }
                skipSpace();
            }
            return true;
        }

        private boolean parameter(Map<String, String> parameters) {
            String name = token();
            if (name.isEmpty() || !take('=')) {
                return false;
            }
            Optional<String> value = at < text.length() && text.charAt(at) == '"' ? quoted() : unquoted();
            return value.isPresent() && parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value.get()) == null;
        }

        private Optional<String> unquoted() {
            String value = token();
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        }

        private Optional<String> quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return Optional.of(value.toString());
                }
                if (c == '\\') {
                    if (at == text.length()) {
                        return Optional.empty();
                    }
                    c = text.charAt(at++);
                }
                if ((c < ' ' && c != '\t') || c == 0x7f) {
                    return Optional.empty();
                }
                value.append(c);
            }
            return Optional.empty();
        }

        private String token() {
            int start = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private boolean take(char expected) {
            if (at < text.length() && text.charAt(at) == expected) {
                at++;
                return true;
            }
            return false;
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private static boolean isTokenCharacter(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
    }
}
