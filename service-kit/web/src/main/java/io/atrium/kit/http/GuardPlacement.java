package io.atrium.kit.http;

import io.atrium.kit.wire.GuardOptions;
import io.atrium.kit.wire.HeadTimer;
import io.atrium.kit.wire.RequestGuard;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.jspecify.annotations.Nullable;

/**
 * First on a connection; with the first bytes it makes way for the guard, before the HTTP parser or behind TLS. Closes a
 * connection on which none come.
 */
final class GuardPlacement extends ChannelInboundHandlerAdapter {

    private final GuardOptions options;

    private @Nullable HeadTimer timer;

    GuardPlacement(GuardOptions options) {
        this.options = options;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        HeadTimer started = new HeadTimer(options.headTimeout().toNanos(), context::close);
        started.start(context);
        timer = started;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        HeadTimer started = timer;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        RequestGuard guard = new RequestGuard(options);
        if (context.pipeline().context(HttpResponseEncoder.class) == null) {
            // The handshake comes first; the parser is added behind the guard when it is over.
            context.pipeline().addLast(guard);
        } else {
            context.pipeline().addAfter(context.name(), null, guard);
        }
        context.fireChannelRead(message);
        context.pipeline().remove(this);
    }
}
