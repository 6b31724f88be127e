package io.atrium.integration.work;

import io.smallrye.mutiny.Uni;

/** Does one kind of due work. It ends its own item, by {@link WorkQueue#complete} or {@link WorkQueue#postpone}. */
public interface WorkHandler {

    WorkKind kind();

    Uni<Void> run(WorkItem item);

    /**
     * Ends an item that failed by what nobody expected as often as it may: what it stands for is told to have failed, and
     * the queue no longer holds it, or holds it for what comes after.
     */
    Uni<Void> giveUp(WorkItem item);
}
