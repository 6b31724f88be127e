package io.atrium.kit.wire;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The deadline of the head that a connection receives. On the connection's event loop. */
public final class HeadTimer {

    private final long nanos;
    private final Runnable late;
    private @Nullable Future<?> running;

    public HeadTimer(long nanos, Runnable late) {
        this.nanos = nanos;
        this.late = late;
    }

    /** Starts it, where it is not running. */
    public void start(ChannelHandlerContext context) {
        if (running == null) {
            running = context.channel().eventLoop().schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
        }
    }

    public void stop() {
        Future<?> before = running;
        if (before != null) {
            running = null;
            before.cancel(false);
        }
    }

    private void fire() {
        running = null;
        late.run();
    }
}
