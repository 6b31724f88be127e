package io.atrium.bench;

import java.util.ArrayList;
import java.util.List;

/** Times that requests took. */
final class Latencies {

    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long took) {
        nanos.add(took);
    }

    synchronized void addAll(Latencies others) {
        nanos.addAll(others.nanos);
    }

    synchronized int size() {
        return nanos.size();
    }

    /** So many of a hundred took no longer than so many milliseconds; NaN when there are none. */
    synchronized double percentile(int percent) {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }
}
