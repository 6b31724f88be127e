package io.atrium.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of the form {@code name=value}, each of which is taken once; the last of two with the same name holds. */
final class Arguments {

    private final Map<String, String> left = new LinkedHashMap<>();

    private Arguments() {}

    /** @throws IllegalArgumentException when one is not {@code name=value} */
    static Arguments of(String... given) {
        Arguments arguments = new Arguments();
        for (String argument : given) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not name=value: " + argument);
            }
            arguments.left.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return arguments;
    }

    @Nullable
    String text(String name) {
        return left.remove(name);
    }

    String text(String name, String standard) {
        String value = text(name);
        return value == null ? standard : value;
    }

    /** @throws IllegalArgumentException when it is not a number or smaller than the least */
    int number(String name, int standard, int least) {
        String value = text(name);
        int number = value == null ? standard : Integer.parseInt(value);
        if (number < least) {
            throw new IllegalArgumentException(name + " is at least " + least);
        }
        return number;
    }

    /** @throws IllegalArgumentException when any was not taken */
    void end() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("unknown arguments " + left.keySet());
        }
    }
}
