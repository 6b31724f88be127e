package io.atrium.kit.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Counts the replies that a connection's requests still wait for. */
final class ReplyWatch extends ChannelOutboundHandlerAdapter {

    private final Runnable ended;
    private final Runnable lastBegun;
    private int owed;
    private boolean begun;
    private boolean upgraded;

    ReplyWatch(Runnable ended, Runnable lastBegun) {
        this.ended = ended;
        this.lastBegun = lastBegun;
    }

    void owe() {
        owed++;
    }

    void forgive() {
        owed--;
    }

    int owed() {
        return owed;
    }

    /** Whether the head of the next reply has been written. */
    boolean isBegun() {
        return begun;
    }

    /** Whether another protocol has taken over. */
    boolean isUpgraded() {
        return upgraded;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean interim = false;
        if (message instanceof HttpResponse reply) {
            interim = reply.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            upgraded |= reply.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
            begun |= !interim;
            if (!interim && reply.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
                lastBegun.run();
            }
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent && !interim) {
            owed--;
            begun = false;
            ended.run();
        }
    }
}
