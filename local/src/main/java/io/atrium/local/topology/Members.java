package io.atrium.local.topology;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each read once by its name; what is wrong is told with the path of the member. */
final class Members {

    private final String path;
    private final JsonObject object;
    private final Set<String> read = new TreeSet<>();

    private Members(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    static Members ofText(String json) {
        try {
            return of("", Json.decodeValue(json));
        } catch (DecodeException e) {
            throw new TopologyException("", "not JSON: " + e.getMessage());
        }
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    /** A text that matches. */
    String text(String name, Pattern pattern, String expected) {
        return matching(at(name), value(name), pattern, expected);
    }

    /** Different texts, each of which matches. */
    List<String> texts(String name, Pattern pattern, String expected) {
        JsonArray array = array(name);
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String member = at(name) + "[" + i + "]";
            if (!texts.add(matching(member, array.getValue(i), pattern, expected))) {
                throw new TopologyException(member, array.getValue(i) + " is there twice");
            }
        }
        return List.copyOf(texts);
    }

    long number(String name, long least, long most) {
        Object value = value(name);
        if (value instanceof Number number
                && isWhole(number)
                && number.longValue() >= least
                && number.longValue() <= most) {
            return number.longValue();
        }
        throw unlike(at(name), "a number from " + least + " to " + most, value);
    }

    Members object(String name) {
        return of(at(name), value(name));
    }

    /** One for each object of an array. */
    <T> List<T> objects(String name, Function<Members, T> reader) {
        JsonArray array = array(name);
        return IntStream.range(0, array.size())
                .mapToObj(i -> of(at(name) + "[" + i + "]", array.getValue(i)))
                .map(row -> row.whole(reader))
                .toList();
    }

    /** One for each member, in the order of the file. */
    <T> List<T> each(Pattern pattern, String expected, Named<T> reader) {
        List<T> all = new ArrayList<>();
        for (String name : object.fieldNames()) {
            if (!pattern.matcher(name).matches()) {
                throw new TopologyException(at(name), "expected " + expected + " as the name of the member");
            }
            all.add(object(name).whole(members -> reader.read(name, members)));
        }
        return all;
    }

    /** Reads this object and refuses what was not read of it. */
    <T> T whole(Function<Members, T> reader) {
        T value = reader.apply(this);
        end();
        return value;
    }

    /** Refuses a member that was not read. */
    void end() {
        for (String name : object.fieldNames()) {
            if (!read.contains(name)) {
                throw new TopologyException(
                        at(name), "there is no such member; known here: " + String.join(", ", read));
            }
        }
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private JsonArray array(String name) {
        Object value = value(name);
        if (value instanceof JsonArray array) {
            return array;
        }
        throw unlike(at(name), "an array", value);
    }

    private @Nullable Object value(String name) {
        read.add(name);
        return object.getValue(name);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Members of(String path, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            return new Members(path, object);
        }
        throw unlike(path, "an object", value);
    }

    private static String matching(String member, @Nullable Object value, Pattern pattern, String expected) {
        if (value instanceof String text && pattern.matcher(text).matches()) {
            return text;
        }
        throw unlike(member, expected, value);
    }

    private static TopologyException unlike(String member, String expected, @Nullable Object found) {
        return new TopologyException(
                member, "expected " + expected + ", found " + (found == null ? "nothing" : Json.encode(found)));
    }

    /** Reads a member whose name is a part of it. */
    interface Named<T> {

        T read(String name, Members members);
    }
}
