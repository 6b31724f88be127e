package io.atrium.kit.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The media ranges that a request accepts (RFC 9110, 12.5.1): the most specific range that has a type in it gives the
 * type's weight, and a weight of 0 refuses it. Elements that cannot be read do not count.
 */
final class Accept {

    private static final int MOST_RANGES = 64;

    private final List<Range> ranges;
    private final boolean anything;

    private Accept(List<Range> ranges, boolean anything) {
        this.ranges = ranges;
        this.anything = anything;
    }

    private record Range(MediaType type, double weight) {

        int specificity() {
            return type.isConcrete() ? 2 : type.type().equals("*") ? 0 : 1;
        }
    }

    /** @param values the header's lines; none, or nothing in them, accepts everything */
    static Accept of(List<String> values) {
        List<Range> ranges = new ArrayList<>();
        boolean empty = true;
        for (String value : values) {
            for (String element : elements(value)) {
                empty = empty && element.isBlank();
                if (ranges.size() < MOST_RANGES) {
                    range(element).ifPresent(ranges::add);
                }
            }
        }
        return new Accept(ranges, empty);
    }

    /** The type with the greatest weight, the first of equals; empty when none is accepted. */
    Optional<MediaType> best(List<MediaType> offered) {
        if (anything) {
            return offered.stream().findFirst();
        }
        MediaType best = null;
        double greatest = 0;
        for (MediaType type : offered) {
            double weight = weight(type);
            if (weight > greatest) {
                greatest = weight;
                best = type;
            }
        }
        return Optional.ofNullable(best);
    }

    private double weight(MediaType type) {
        int specificity = -1;
        double weight = 0;
        for (Range range : ranges) {
            if (range.type().includes(type) && range.specificity() > specificity) {
                specificity = range.specificity();
                weight = range.weight();
            }
        }
        return weight;
    }

    private static Optional<Range> range(String element) {
        return MediaType.parse(element.strip()).flatMap(type -> {
            OptionalDouble weight = weight(type.parameters().getOrDefault("q", "1"));
            return weight.isPresent() ? Optional.of(new Range(type, weight.getAsDouble())) : Optional.empty();
        });
    }

    /** {@code .2} is what the JDK's own client sends. */
    private static OptionalDouble weight(String text) {
        if (text.isEmpty() || text.length() > 8 || text.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'))) {
            return OptionalDouble.empty();
        }
        try {
            double weight = Double.parseDouble(text);
            return weight <= 1 ? OptionalDouble.of(weight) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Splits at commas, but not at those in quotes. */
    private static List<String> elements(String value) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < value.length() && elements.size() < MOST_RANGES; i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(value.substring(start, i));
                start = i + 1;
            }
        }
        elements.add(value.substring(Math.min(start, value.length())));
        return elements;
    }
}
