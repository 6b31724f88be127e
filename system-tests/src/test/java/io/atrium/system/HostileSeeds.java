package io.atrium.system;

import java.util.List;
import java.util.SplittableRandom;

/** Where generated values come from: a seed that is always the same and one of this run, or the one that is given. */
final class HostileSeeds {

    private static final String PROPERTY = "hostile.seed";
    private static final long FIXED = 20_260_101;
    private static final List<Long> OF_THIS_RUN = choose();

    private HostileSeeds() {}

    static List<Long> ofThisRun() {
        return OF_THIS_RUN;
    }

    /** Numbers for one place: adding an operation elsewhere does not change them. */
    static SplittableRandom random(long seed, String place) {
        return new SplittableRandom(seed * 31 + place.hashCode());
    }

    private static List<Long> choose() {
        Long given = Long.getLong(PROPERTY);
        List<Long> seeds = given == null ? List.of(FIXED, new SplittableRandom().nextLong(1L << 40)) : List.of(given);
        System.out.println("Hostile values from the seeds " + seeds + "; one again: -D" + PROPERTY + "=<seed>");
        return seeds;
    }
}
