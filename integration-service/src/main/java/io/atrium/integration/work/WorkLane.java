package io.atrium.integration.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Some kinds of work, how many pieces of them run at a time, and how many of one organization, so that long work cannot
 * keep short work waiting, nor one organization another. Organizations that are known to be slow have at most half of the
 * places together. Used on one event loop alone.
 */
final class WorkLane {

    private static final Logger LOG = Logger.getLogger(WorkLane.class);
    /** How often a claim goes on when it has looked at many organizations and taken little. */
    private static final int MOST_ROUNDS = 20;

    /**
     * @param width pieces at a time
     * @param share pieces of one organization at a time
     */
    record Settings(String name, List<WorkKind> kinds, int width, int share) {

        /** Places of all organizations together that are slow. */
        int slowShare() {
            return Math.max(1, width / 2);
        }

        Settings {
            kinds = List.copyOf(kinds);
            if (width < 1 || share < 1) {
                throw new IllegalArgumentException("The lane " + name + " needs room for work");
            }
        }
    }

    private final WorkClaims claims;
    private final Settings settings;
    private final Function<WorkItem, Uni<Void>> work;
    private final Executor loop;
    private final Supplier<Set<UUID>> slow;
    private final List<Wanted> turn = new ArrayList<>();
    private final Map<Wanted, UUID> after = new HashMap<>();
    private final Map<UUID, Integer> running = new HashMap<>();
    private volatile int total;
    private volatile int atShare;
    private boolean claiming;
    private boolean again;
    private volatile boolean closed;

    /** What a claim asks for: a kind of work, of the slow organizations or of the others. */
    private record Wanted(WorkKind kind, boolean ofSlow) {}

    /** @param slow the organizations that are known to be slow now */
    WorkLane(
            WorkClaims claims,
            Settings settings,
            Function<WorkItem, Uni<Void>> work,
            Executor loop,
            Supplier<Set<UUID>> slow) {
        this.claims = claims;
        this.settings = settings;
        this.work = work;
        this.loop = loop;
        this.slow = slow;
        settings.kinds().forEach(kind -> turn.add(new Wanted(kind, false)));
        settings.kinds().forEach(kind -> turn.add(new Wanted(kind, true)));
    }

    void measure(MeterRegistry registry) {
        Gauge.builder("atrium.work.running", this, lane -> lane.total)
                .tag("lane", settings.name())
                .description("Pieces of due work that run in this process")
                .register(registry);
        Gauge.builder("atrium.work.organizations.at.share", this, lane -> lane.atShare)
                .tag("lane", settings.name())
                .description("Organizations that have as much due work running here as one may have")
                .register(registry);
    }

    void close() {
        closed = true;
    }

    void claim() {
        if (closed || total >= settings.width()) {
            return;
        }
        if (claiming) {
            again = true;
            return;
        }
        claiming = true;
        again = false;
        // Each comes first in its turn.
        turn.add(turn.remove(0));
        claim(0, MOST_ROUNDS);
    }

    private void claim(int place, int rounds) {
        if (closed || total >= settings.width() || place >= turn.size()) {
            claimed();
            return;
        }
        Wanted wanted = turn.get(place);
        Set<UUID> known = slow.get();
        int free = free(wanted, known);
        if (free <= 0) {
            claim(place + 1, MOST_ROUNDS);
            return;
        }
        claims.claim(
                        wanted.kind(),
                        new Shares(free, settings.share(), running, known, wanted.ofSlow()),
                        after.getOrDefault(wanted, Claimed.BEGINNING))
                .emitOn(loop)
                .subscribe()
                .with(
                        found -> {
                            after.put(wanted, found.last());
                            found.items().forEach(this::begin);
                            if (found.complete() || rounds <= 1) {
                                claim(place + 1, MOST_ROUNDS);
                            } else {
                                claim(place, rounds - 1);
                            }
                        },
                        this::claimFailed);
    }

    private int free(Wanted wanted, Set<UUID> known) {
        int places = settings.width() - total;
        if (!wanted.ofSlow()) {
            return places;
        }
        int taken = known.stream()
                .mapToInt(organization -> running.getOrDefault(organization, 0))
                .sum();
        return known.isEmpty() ? 0 : Math.min(places, settings.slowShare() - taken);
    }

    private void claimed() {
        claiming = false;
        if (again) {
            claim();
        }
    }

    private void claimFailed(Throwable failure) {
        claiming = false;
        if (!closed) {
            LOG.warnf("Due work cannot be read: %s", failure.getMessage());
        }
    }

    private void begin(WorkItem item) {
        count(item.organizationId(), 1);
        work.apply(item).emitOn(loop).subscribe().with(ignored -> ended(item), failure -> ended(item));
    }

    private void ended(WorkItem item) {
        count(item.organizationId(), -1);
        claim();
    }

    private void count(UUID organization, int change) {
        int now = running.merge(organization, change, Integer::sum);
        if (now == 0) {
            running.remove(organization);
        }
        total += change;
        atShare = (int) running.values().stream()
                .filter(pieces -> pieces >= settings.share())
                .count();
    }
}
