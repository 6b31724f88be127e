package io.atrium.system;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.testing.HostileValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All hostile requests of an operation: each place where a caller can put a value (parameters of path, query and head,
 * fields of the body, the body, the head) with a number of values drawn for it. A request is made when it is sent.
 */
final class HostileCases {

    private static final String MARK = "@@hostile@@";
    private static final String JSON = "application/json";

    private final HostileFixture fixture;
    private final long seed;
    private final int share;
    private final List<Supplier<HostileRequest>> cases = new ArrayList<>();

    private HostileCases(HostileFixture fixture, long seed, int share) {
        this.fixture = fixture;
        this.seed = seed;
        this.share = share;
    }

    /**
     * Those of an operation.
     *
     * @param share values for each place
     */
    static List<Supplier<HostileRequest>> of(HostileOperation operation, HostileFixture fixture, long seed, int share) {
        HostileCases all = new HostileCases(fixture, seed, share);
        all.parameters(operation);
        all.bodies(operation);
        all.add(
                operation,
                "head",
                HostileHeaders.ALL,
                (line, random) -> draft(all.fixture, operation, random).line(line));
        return all.cases;
    }

    private void parameters(HostileOperation operation) {
        for (String name : operation.parameters("path")) {
            add(
                    operation,
                    "path " + name,
                    HostileTexts.ALL,
                    (value, random) -> draft(fixture, operation, random).path(name, cut(encoded(value))));
        }
        for (String name : operation.parameters("query")) {
            add(
                    operation,
                    "query " + name,
                    HostileTexts.ALL,
                    (value, random) ->
                            draft(fixture, operation, random).query(encoded(name) + "=" + query(value, random)));
        }
        for (String name : operation.parameters("header")) {
            add(
                    operation,
                    "header " + name,
                    HostileTexts.ALL,
                    (value, random) -> draft(fixture, operation, random).line(name + ": " + header(value, random)));
        }
    }

    private void bodies(HostileOperation operation) {
        JsonNode good = operation.good();
        for (String field : operation.fields()) {
            add(operation, "field " + field, HostileJson.ALL, (value, random) -> {
                JsonNode body = fixture.fresh(good);
                String text = put(body, field) ? body.toString().replace("\"" + MARK + "\"", value) : value;
                return draft(fixture, operation, random)
                        .body(type(operation, random), text.getBytes(StandardCharsets.UTF_8));
            });
        }
        operation
                .bodies()
                .forEach((type, example) -> add(operation, "body " + type, HostileBodies.ALL, (make, random) -> {
                    String text =
                            example.isContainerNode() ? fixture.fresh(example).toString() : example.asText();
                    return draft(fixture, operation, random).body(type, make.apply(text));
                }));
    }

    private static String type(HostileOperation operation, SplittableRandom random) {
        List<String> types = operation.bodies().keySet().stream()
                .filter(type -> type.endsWith("json") && !type.contains("ndjson"))
                .sorted()
                .toList();
        return types.isEmpty() ? JSON : HostileKind.one(random, types);
    }

    private <T> void add(
            HostileOperation operation,
            String place,
            List<HostileKind<T>> kinds,
            BiFunction<T, SplittableRandom, HostileDraft> with) {
        SplittableRandom random = HostileSeeds.random(seed, operation.name() + place);
        for (HostileKind<T> kind : HostileKind.draw(kinds, share, random)) {
            long own = random.nextLong();
            cases.add(() -> {
                SplittableRandom numbers = new SplittableRandom(own);
                T value = kind.make().apply(numbers);
                String shown = kind.name() + (value instanceof Function ? "" : ": " + value);
                return with.apply(value, numbers).request(operation, place, shown);
            });
        }
    }

    private static HostileDraft draft(HostileFixture fixture, HostileOperation operation, SplittableRandom random) {
        return new HostileDraft(fixture, operation, random);
    }

    /** Puts the mark where the value belongs; makes objects on the way. */
    private static boolean put(JsonNode body, String field) {
        JsonPointer pointer = JsonPointer.compile(field);
        JsonPointer above = pointer.head();
        if (body.at(above).isMissingNode() && body instanceof ObjectNode root) {
            root.withObject(above, JsonNode.OverwriteMode.ALL, false);
        }
        if (body.at(above) instanceof ObjectNode object) {
            object.put(pointer.last().getMatchingProperty(), MARK);
            return true;
        }
        if (body.at(above) instanceof ArrayNode array && pointer.last().getMatchingIndex() >= 0) {
            array.insert(0, MARK);
            return true;
        }
        return false;
    }

    private static String query(String value, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> HostileKind.one(random, HostileValues.BROKEN_ESCAPES);
            case 1 -> cut(encoded(value)) + "&" + cut(encoded(value));
            default -> cut(encoded(value));
        };
    }

    private static String header(String value, SplittableRandom random) {
        return random.nextBoolean()
                ? HostileHeaders.value(random)
                : cut(value.replace('\n', ' ').replace('\r', ' '));
    }

    /** A head over some kilobytes is refused as such, whatever it says: most are kept below. */
    private static String cut(String value) {
        int longest = value.length() % 5 == 0 ? 30_000 : 3_000;
        return value.length() > longest ? value.substring(0, longest) : value;
    }

    private static String encoded(String value) {
        String prefix = value.length() > 30_000 ? value.substring(0, 30_000) : value;
        return URLEncoder.encode(prefix, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
