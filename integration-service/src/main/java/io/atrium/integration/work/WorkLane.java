package io.atrium.integration.work;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Some kinds of work and how many pieces of them run at a time, so that long work cannot keep short work waiting. Used
 * on one event loop alone.
 */
final class WorkLane {

    private static final Logger LOG = Logger.getLogger(WorkLane.class);

    private final WorkQueue queue;
    private final Collection<WorkKind> kinds;
    private final int width;
    private final Function<WorkItem, Uni<Void>> work;
    private final Executor loop;
    private int running;
    private boolean claiming;
    private boolean again;
    private volatile boolean closed;

    WorkLane(
            WorkQueue queue, Collection<WorkKind> kinds, int width, Function<WorkItem, Uni<Void>> work, Executor loop) {
        this.queue = queue;
        this.kinds = List.copyOf(kinds);
        this.width = width;
        this.work = work;
        this.loop = loop;
    }

    void close() {
        closed = true;
    }

    void claim() {
        int free = width - running;
        if (closed || free <= 0) {
            return;
        }
        if (claiming) {
            again = true;
            return;
        }
        claiming = true;
        again = false;
        queue.claim(kinds, free).emitOn(loop).subscribe().with(this::claimed, this::claimFailed);
    }

    private void claimed(List<WorkItem> items) {
        claiming = false;
        items.forEach(this::begin);
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
        running++;
        work.apply(item).emitOn(loop).subscribe().with(ignored -> ended(), failure -> ended());
    }

    private void ended() {
        running--;
        claim();
    }
}
