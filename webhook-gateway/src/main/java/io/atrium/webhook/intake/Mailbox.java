package io.atrium.webhook.intake;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.impl.ContextInternal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the broker's thread has to tell one event loop, told in batches: one wake-up for all that came meanwhile. */
final class Mailbox {

    private static final FastThreadLocal<@Nullable Mailbox> PER_EVENT_LOOP = new FastThreadLocal<>();

    private final ContextInternal context;
    private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    private Mailbox(ContextInternal context) {
        this.context = context;
    }

    /** The calling event loop's mailbox. */
    static Mailbox get() {
        Mailbox mailbox = PER_EVENT_LOOP.get();
        if (mailbox == null) {
            mailbox = new Mailbox(ContextInternal.current().unwrap());
            PER_EVENT_LOOP.set(mailbox);
        }
        return mailbox;
    }

    void post(Runnable letter) {
        letters.add(letter);
        if (!called.get() && called.compareAndSet(false, true)) {
            context.runOnContext(nothing -> open());
        }
    }

    private void open() {
        called.set(false);
        Runnable letter = letters.poll();
        while (letter != null) {
            letter.run();
            letter = letters.poll();
        }
    }
}
