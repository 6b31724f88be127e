package io.atrium.identity.compute;

import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How much of one kind of work may be under way at once, in all and for one group. Nothing waits here: what is too much
 * is refused before it takes a connection from anybody. The map has an entry for each group with work under way.
 */
public final class Places {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int most;
    private final int mostOfGroup;
    private final Counter refused;
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    public Places(String name, int most, int mostOfGroup, MeterRegistry registry) {
        this.most = most;
        this.mostOfGroup = mostOfGroup;
        this.refused = Counter.builder("atrium.compute.turned.away")
                .description("Work that was refused because too much of its kind was under way")
                .tag("kind", name)
                .register(registry);
        Gauge.builder("atrium.compute.under.way", this, Places::total)
                .description("Work under way")
                .tag("kind", name)
                .register(registry);
    }

    /** Does the work in a place of its share, which it gives back however it ends. */
    public <T> Uni<T> within(Share share, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!take(share.group())) {
                refused.increment();
                return Uni.createFrom()
                        .failure(new ProblemException(
                                        ErrorCode.SERVICE_UNAVAILABLE, "Too many requests at once; try again.")
                                .withRetryAfter(RETRY_AFTER));
            }
            return work.get().onTermination().invoke(() -> giveBack(share.group()));
        });
    }

    private synchronized boolean take(String group) {
        if (total >= most || taken.getOrDefault(group, 0) >= mostOfGroup) {
            return false;
        }
        total++;
        taken.merge(group, 1, Integer::sum);
        return true;
    }

    private synchronized void giveBack(String group) {
        total--;
        taken.computeIfPresent(group, (same, count) -> count > 1 ? count - 1 : null);
    }

    private synchronized int total() {
        return total;
    }
}
