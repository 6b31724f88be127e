package io.atrium.kit.http;

import io.atrium.kit.wire.GuardOptions;
import io.atrium.kit.wire.RequestGuard;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** First on a connection; with the first bytes it makes way for the guard, before the HTTP parser or behind TLS. */
final class GuardPlacement extends ChannelInboundHandlerAdapter {

    private final GuardOptions options;

    GuardPlacement(GuardOptions options) {
        this.options = options;
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
