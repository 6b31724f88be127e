package io.atrium.kit.ratelimit;

/**
 * How one bucket stands after a decision.
 *
 * @param admitted whether the bucket had room
 * @param remaining how much it has room for now
 * @param waitMillis until it has room for more; after a refusal, until it has room for what was refused
 * @param slot where the process counted, to take it back
 */
record Quota(Limit limit, boolean admitted, int remaining, long waitMillis, long slot) {

    static Quota of(Limit limit, boolean admitted, int remaining, long waitMillis, long slot) {
        return new Quota(limit, admitted, Math.max(0, remaining), Math.max(0, waitMillis), slot);
    }

    /** Whole seconds, rounded up. */
    long waitSeconds() {
        return (waitMillis + 999) / 1000;
    }
}
