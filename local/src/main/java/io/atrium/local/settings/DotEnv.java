package io.atrium.local.settings;

import io.atrium.local.console.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings from a file {@code .env}, by the rules of Docker Compose: {@code NAME=value} lines, {@code #} comments,
 * {@code 'text as it is'} but for {@code \'}, {@code "text with \n and ${NAME}"}, and {@code $NAME}, {@code ${NAME}},
 * {@code ${NAME:-default}} in values without quotes too. The environment goes before the file, and an empty value counts
 * as none.
 */
public final class DotEnv {

    /** The file's name in the checkout. */
    public static final String FILE = ".env";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String text;
    private final Map<String, String> environment;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private DotEnv(String text, Map<String, String> environment) {
        this.text = text;
        this.environment = environment;
    }

    /**
     * The environment with what the file adds to it; the environment alone where there is no file.
     *
     * @throws PlatformException when a line of the file cannot be read, with its number
     */
    public static Map<String, String> over(Path file, Map<String, String> environment) throws IOException {
        if (!Files.isRegularFile(file)) {
            return environment;
        }
        Map<String, String> merged = new HashMap<>(parse(Files.readString(file, StandardCharsets.UTF_8), environment));
        merged.values().removeIf(String::isEmpty);
        merged.putAll(environment);
        return merged;
    }

    static Map<String, String> parse(String text, Map<String, String> environment) {
        DotEnv file = new DotEnv(text.replace("\r\n", "\n"), environment);
        while (file.at < file.text.length()) {
            file.line();
        }
        return file.values;
    }

    private void line() {
        skipSpace();
        if (atEndOfLine() || text.charAt(at) == '#') {
            skipLine();
            return;
        }
        int equals = text.indexOf('=', at);
        String name = equals < 0 ? "" : text.substring(at, equals).strip();
        if (name.startsWith("export ")) {
            name = name.substring("export ".length()).strip();
        }
        if (!NAME.matcher(name).matches()) {
            throw refused("is not NAME=value");
        }
        at = equals + 1;
        skipSpace();
        values.put(name, value());
    }

    private String value() {
        char first = atEndOfLine() ? '\n' : text.charAt(at);
        if (first != '\'' && first != '"') {
            return unquoted();
        }
        int end = closing(first);
        String raw = text.substring(at + 1, end);
        String value = first == '\'' ? raw.replace("\\'", "'") : expand(raw, true);
        at = end + 1;
        skipSpace();
        if (!atEndOfLine() && text.charAt(at) != '#') {
            throw refused("has something after its closing quote");
        }
        skipLine();
        return value;
    }

    private String unquoted() {
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end);
        int comment = rest.startsWith("#") ? 0 : rest.indexOf(" #");
        String value = expand((comment < 0 ? rest : rest.substring(0, comment)).strip(), false);
        skipLine();
        return value;
    }

    /** Where the quote ends that begins here; a backslash keeps the quotation mark behind it from ending it. */
    private int closing(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        throw refused("has a quote that does not end");
    }

    private String expand(String raw, boolean escapes) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && escapes && i + 1 < raw.length()) {
                value.append(escaped(raw.charAt(++i)));
            } else if (c == '$' && i + 1 < raw.length() && raw.charAt(i + 1) == '$') {
                value.append('$');
                i++;
            } else if (c == '$') {
                i = variable(raw, i, value);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    /** Appends the variable's value and answers where it ends; a {@code $} before anything else is itself. */
    private int variable(String raw, int dollar, StringBuilder value) {
        int begin = dollar + 1;
        if (begin < raw.length() && raw.charAt(begin) == '{') {
            int end = raw.indexOf('}', begin);
            if (end < 0) {
                throw refused("has a ${ without its }");
            }
            value.append(braced(raw.substring(begin + 1, end)));
            return end;
        }
        int end = begin;
        while (end < raw.length() && NAME.matcher(raw.substring(begin, end + 1)).matches()) {
            end++;
        }
        value.append(end == begin ? "$" : known(raw.substring(begin, end)));
        return end - 1;
    }

    private String braced(String expression) {
        int dash = expression.indexOf('-');
        boolean orEmpty = dash > 0 && expression.charAt(dash - 1) == ':';
        String name = dash < 0 ? expression : expression.substring(0, orEmpty ? dash - 1 : dash);
        if (!NAME.matcher(name).matches()) {
            throw refused("has ${" + expression + "}, which is neither ${NAME} nor ${NAME:-default}");
        }
        boolean isMissing = !environment.containsKey(name) && !values.containsKey(name);
        boolean takesDefault =
                dash >= 0 && (isMissing || (orEmpty && known(name).isEmpty()));
        return takesDefault ? expression.substring(dash + 1) : known(name);
    }

    private String known(String name) {
        String value = environment.get(name);
        return value == null ? values.getOrDefault(name, "") : value;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private boolean atEndOfLine() {
        return at >= text.length() || text.charAt(at) == '\n';
    }

    private void skipSpace() {
        while (!atEndOfLine() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    private PlatformException refused(String reason) {
        long line = 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new PlatformException("Line " + line + " of " + FILE + " " + reason);
    }
}
