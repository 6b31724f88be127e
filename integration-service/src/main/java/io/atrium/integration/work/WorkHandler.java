package io.atrium.integration.work;

import io.smallrye.mutiny.Uni;

/** Does one kind of due work. It ends its own item, by {@link WorkQueue#complete} or {@link WorkQueue#postpone}. */
public interface WorkHandler {

    WorkKind kind();

    Uni<Void> run(WorkItem item);
}
