package io.atrium.integration.provider;

import java.util.List;

/**
 * The buckets that response times are counted in: log-spaced, each a third of an octave wide, from 1 ms to 41 s, the last
 * one for what took longer. The middle of a bucket is at most 12.3 % from any time in it.
 *
 * <p>Counts are stored by their place on this scale: another scale needs another column.
 */
public final class LatencyScale {

    public static final int BUCKETS = 48;

    private static final double STEPS_OF_OCTAVE = 3;
    private static final double HALF = 0.5;
    private static final double NANOS_OF_MILLI = 1_000_000;
    private static final double ROUNDED_TO = 10;

    private LatencyScale() {}

    /** The bucket of a time. */
    public static int bucket(long nanos) {
        double millis = nanos / NANOS_OF_MILLI;
        if (millis <= 1) {
            return 0;
        }
        double octaves = Math.log(millis) / Math.log(2);
        return (int) Math.min(BUCKETS - 1, Math.ceil(octaves * STEPS_OF_OCTAVE));
    }

    /** The middle of a bucket in milliseconds, to a tenth. */
    public static double millis(int bucket) {
        double middle = Math.pow(2, (bucket - HALF) / STEPS_OF_OCTAVE);
        return Math.round(middle * ROUNDED_TO) / ROUNDED_TO;
    }

    /**
     * The time that a share of the counted ones did not exceed, in milliseconds.
     *
     * @param counts of each bucket, not all 0
     * @param share above 0, at most 1
     */
    public static double percentile(List<Long> counts, double share) {
        long total = counts.stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.size(); bucket++) {
            seen += counts.get(bucket);
            if (seen >= rank) {
                return millis(bucket);
            }
        }
        throw new IllegalArgumentException("There is no percentile of nothing");
    }
}
