package io.atrium.integration.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Some kinds of work, how many pieces of them run at a time, and how many of one organization, so that long work cannot
 * keep short work waiting, nor one organization another. Used on one event loop alone.
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
    private final List<WorkKind> turn;
    private final Map<WorkKind, UUID> after = new EnumMap<>(WorkKind.class);
    private final Map<UUID, Integer> running = new HashMap<>();
    private volatile int total;
    private volatile int atShare;
    private boolean claiming;
    private boolean again;
    private volatile boolean closed;

    WorkLane(WorkClaims claims, Settings settings, Function<WorkItem, Uni<Void>> work, Executor loop) {
        this.claims = claims;
        this.settings = settings;
        this.work = work;
        this.loop = loop;
        this.turn = new ArrayList<>(settings.kinds());
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
        // Each kind comes first in its turn.
        turn.add(turn.remove(0));
        claim(0, MOST_ROUNDS);
    }

    private void claim(int kind, int rounds) {
        int free = settings.width() - total;
        if (closed || free <= 0 || kind >= turn.size()) {
            claimed();
            return;
        }
        WorkKind wanted = turn.get(kind);
        claims.claim(wanted, new Shares(free, settings.share(), running), after.getOrDefault(wanted, Claimed.BEGINNING))
                .emitOn(loop)
                .subscribe()
                .with(
                        found -> {
                            after.put(wanted, found.last());
                            found.items().forEach(this::begin);
                            if (found.complete() || rounds <= 1) {
                                claim(kind + 1, MOST_ROUNDS);
                            } else {
                                claim(kind, rounds - 1);
                            }
                        },
                        this::claimFailed);
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
