package io.atrium.kit.ratelimit;

/** What a request takes from one bucket. Made by {@link Limit#charge}. */
public record Charge(Limit limit, BucketKey key, int cost) {

    Quota take(long now) {
        return limit.buckets().take(this, now);
    }

    Quota peek(long now) {
        return limit.buckets().peek(this, now);
    }

    Quota giveBack(Quota taken, long now) {
        return limit.buckets().giveBack(this, taken, now);
    }

    void count(long now) {
        limit.buckets().count(this, now);
    }
}
