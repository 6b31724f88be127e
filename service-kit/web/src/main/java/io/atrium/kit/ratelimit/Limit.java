package io.atrium.kit.ratelimit;

import java.time.Duration;

/** One limit with its buckets; made by {@link RateLimiter#limit}. */
public final class Limit {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int LARGEST = 1_000_000_000;

    private final String id;
    private final String name;
    private final int quota;
    private final Duration window;
    private final long slotMillis;
    private final BucketTable buckets;

    Limit(String id, String name, int quota, Duration window, int maxBuckets) {
        if (quota < 0 || quota > LARGEST) {
            throw new IllegalArgumentException("Rate limit " + id
                    + ": the number of requests must be from 0 (no limit) to " + LARGEST + ", not " + quota);
        }
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Rate limit " + id + ": the window must be from 1 second to 24 hours, not " + window);
        }
        if (maxBuckets < 1) {
            throw new IllegalArgumentException("Rate limit " + id + ": at least one bucket must be kept");
        }
        this.id = id;
        this.name = name;
        this.quota = quota;
        this.window = window;
        this.slotMillis = (window.toMillis() + SlidingWindow.SLOTS - 1) / SlidingWindow.SLOTS;
        this.buckets = new BucketTable(maxBuckets);
    }

    /** Whether the limit is 0: nothing is counted. */
    public boolean isOff() {
        return quota == 0;
    }

    /** Tells its buckets from those of other limits. */
    String id() {
        return id;
    }

    /** As clients see it in {@code RateLimit-Policy}. */
    String name() {
        return name;
    }

    int quota() {
        return quota;
    }

    Duration window() {
        return window;
    }

    long slotMillis() {
        return slotMillis;
    }

    long slot(long nowMillis) {
        return Math.floorDiv(nowMillis, slotMillis);
    }

    BucketTable buckets() {
        return buckets;
    }

    /** One charge against a bucket of this limit. */
    public Charge charge(BucketKey key) {
        return charge(key, 1);
    }

    /**
     * A charge of several units. More than the quota could never be admitted, so it counts as the whole quota: it waits
     * until the bucket is empty.
     */
    public Charge charge(BucketKey key, int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("A charge is 1 or more");
        }
        return new Charge(this, key, Math.min(cost, Math.max(1, quota)));
    }

    /** A sentence for who has met the limit. */
    String refusal() {
        return "At most " + quota + " requests in " + window.toSeconds() + " s are admitted (limit: " + name + ").";
    }
}
