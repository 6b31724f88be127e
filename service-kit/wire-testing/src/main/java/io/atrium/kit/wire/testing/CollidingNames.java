package io.atrium.kit.wire.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of members with the same hash in the tables of names that Jackson's parsers share, and documents of them. Such
 * a table is emptied by more than 6,000 names, and then filled by some hundreds with the hash of one that others use.
 */
public final class CollidingNames {

    private static final int MULTIPLIER = 33;
    private static final int MANY = 6_500;
    private static final int ENOUGH = 600;
    private static final int HALF = 4;

    private CollidingNames() {}

    /** The names of two documents, one after the other, after which a shared table has no place for a name. */
    public static List<Collection<String>> attack(String name) {
        return List.of(many(), asBytes(name, ENOUGH));
    }

    /** So many different names that a table is emptied. */
    public static List<String> many() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            names.add("z" + Integer.toString(i, 36));
        }
        return names;
    }

    /**
     * Names that have the hash of another one where bytes are parsed.
     *
     * @param name of 8 ASCII characters
     */
    public static Set<String> asBytes(String name, int count) {
        if (name.length() != 2 * HALF) {
            throw new IllegalArgumentException("a name of 8 characters");
        }
        Random random = new Random(1);
        int hash = mixed(quad(name.substring(0, HALF))) + MULTIPLIER * quad(name.substring(HALF));
        int inverse = inverse();
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < count) {
            int first = quad(
                    random.ints(HALF, '#', '~').mapToObj(Character::toString).collect(Collectors.joining()));
            String found = text(first) + text((hash - mixed(first)) * inverse);
            if (isPlain(found) && !found.equals(name)) {
                names.add(found);
            }
        }
        return names;
    }

    /** Names that have one hash where text is parsed, and in {@link String#hashCode()}: 10 pairs of {@code bC} or {@code ad}. */
    public static List<String> asText(int from, int count) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 10; bit++) {
                name.append((i >> bit & 1) == 0 ? "bC" : "ad");
            }
            names.add(name.toString());
        }
        return names;
    }

    /** An object in which each of the names has the value 1. */
    public static String object(Collection<String> names) {
        return names.stream().map(name -> '"' + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }

    private static int mixed(int quad) {
        int hash = quad + (quad >>> 15);
        return hash ^ (hash >>> 9);
    }

    /** Of the multiplier, modulo 2 to the power of 32. */
    private static int inverse() {
        int inverse = MULTIPLIER;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - MULTIPLIER * inverse;
        }
        return inverse;
    }

    private static int quad(String four) {
        return four.charAt(0) << 24 | four.charAt(1) << 16 | four.charAt(2) << 8 | four.charAt(3);
    }

    private static String text(int quad) {
        return "" + (char) (quad >>> 24) + (char) (quad >> 16 & 255) + (char) (quad >> 8 & 255) + (char) (quad & 255);
    }
}
