package io.atrium.system;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A way to be hostile: makes a value of it from a source of random numbers, the same one from the same numbers.
 *
 * @param name what the value is, for reports
 */
record HostileKind<T>(String name, Function<SplittableRandom, T> make) {

    /** A number of kinds drawn from all, each at most once until every one has been drawn. */
    static <T> List<HostileKind<T>> draw(List<HostileKind<T>> all, int count, SplittableRandom random) {
        List<HostileKind<T>> drawn = new ArrayList<>(count);
        List<HostileKind<T>> left = new ArrayList<>();
        while (drawn.size() < count) {
            if (left.isEmpty()) {
                left.addAll(all);
            }
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    /** One of these. */
    static <T> T one(SplittableRandom random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A length from 1 to the longest, every order of magnitude as likely as another. */
    static int length(SplittableRandom random, int longest) {
        return (int) Math.round(Math.exp(random.nextDouble() * Math.log(longest)));
    }
}
