package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Stands before the parser of a client's connection. A reply that is not framed in exactly one way, or that is followed
 * by more than was asked for, closes the connection instead of reaching the client.
 */
public final class ReplyGuard extends ChannelDuplexHandler {

    private final Buffers buffers = new Buffers();
    private final Pieces pieces = new Pieces();
    private final ReplyReader reader;
    private boolean broken;

    private ReplyGuard(WireLimits limits) {
        reader = new ReplyReader(limits);
    }

    /** Puts the guard into a connection that has not been used yet. */
    public static void install(Channel channel, WireLimits limits) {
        ReplyGuard guard = new ReplyGuard(limits);
        channel.pipeline().addFirst(guard);
        String codec = channel.pipeline().context(HttpClientCodec.class).name();
        channel.pipeline().addAfter(codec, null, guard.new RequestWatch());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (broken || !(message instanceof ByteBuf read)) {
            io.netty.util.ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf in = buffers.join(context, read);
        try {
            pieces.begin(in);
            reader.read(in, pieces);
            buffers.keep(context, in);
        } catch (MalformedMessageException e) {
            broken = true;
            pieces.dropMessage();
        }
        pieces.drain(context::fireChannelRead);
        in.release();
        if (broken) {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        buffers.release();
    }

    private final class RequestWatch extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                reader.expect(request.method().equals(HttpMethod.HEAD));
            }
            context.write(message, promise);
        }
    }
}
