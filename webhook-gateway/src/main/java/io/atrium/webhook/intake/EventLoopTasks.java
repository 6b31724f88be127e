package io.atrium.webhook.intake;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tasks that the producer's thread hands to one event loop, in batches: one wake-up for all that came meanwhile. */
final class EventLoopTasks {

    private static final FastThreadLocal<@Nullable EventLoopTasks> PER_EVENT_LOOP = new FastThreadLocal<>();

    private final ContextInternal context;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private EventLoopTasks(ContextInternal context) {
        this.context = context;
    }

    /** The tasks of the calling event loop. */
    static EventLoopTasks get() {
        EventLoopTasks tasks = PER_EVENT_LOOP.get();
        if (tasks == null) {
            tasks = new EventLoopTasks(ContextInternal.current().unwrap());
            PER_EVENT_LOOP.set(tasks);
        }
        return tasks;
    }

    void post(Runnable task) {
        waiting.add(task);
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            context.runOnContext(nothing -> runAll());
        }
    }

    private void runAll() {
        scheduled.set(false);
        Runnable task = waiting.poll();
        while (task != null) {
            task.run();
            task = waiting.poll();
        }
    }
}
