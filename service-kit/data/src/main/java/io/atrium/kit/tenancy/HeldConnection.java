package io.atrium.kit.tenancy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A pooled connection that counts as held until it has been given back or is lost. */
final class HeldConnection extends ForwardingConnection {

    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    /** @param release runs once */
    HeldConnection(SqlConnection delegate, Runnable release) {
        super(delegate);
        this.release = release;
        delegate.closeHandler(lost -> released());
    }

    @Override
    public SqlConnection closeHandler(@Nullable Handler<Void> handler) {
        delegate.closeHandler(lost -> {
            released();
            if (handler != null) {
                handler.handle(lost);
            }
        });
        return this;
    }

    @Override
    public Future<Void> close() {
        return delegate.close().onComplete(closed -> released());
    }

    private void released() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }
}
