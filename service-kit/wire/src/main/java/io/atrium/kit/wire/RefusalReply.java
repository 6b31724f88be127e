package io.atrium.kit.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers and ends a connection on which nothing more can be understood. */
final class RefusalReply {

    /** How long what is still on its way is read and dropped, so that a client gets the reply and no reset. */
    private static final long LINGER_MILLIS = 2_000;

    private RefusalReply() {}

    static void send(ChannelHandlerContext context, Refusal refusal, String path, String requestId) {
        end(context, context.writeAndFlush(bytes(refusal, path, requestId, isTls(context))));
    }

    /** Ends a connection whose last reply has been written. */
    static void end(ChannelHandlerContext context) {
        end(context, context.writeAndFlush(Unpooled.EMPTY_BUFFER));
    }

    private static void end(ChannelHandlerContext context, ChannelFuture written) {
        Channel channel = context.channel();
        written.addListener(done -> {
            if (!done.isSuccess() || isTls(context) || !(channel instanceof DuplexChannel duplex)) {
                channel.close();
                return;
            }
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    private static boolean isTls(ChannelHandlerContext context) {
        return context.pipeline().get(SslHandler.class) != null;
    }

    private static ByteBuf bytes(Refusal refusal, String path, String requestId, boolean tls) {
        byte[] body = refusal.problem(path, requestId).getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(refusal.status()))
                .append("\r\n");
        field(head, ReplyHeaders.REQUEST_ID, requestId);
        ReplyHeaders.SECURITY.forEach(header -> field(head, header.getKey(), header.getValue()));
        if (tls) {
            field(head, ReplyHeaders.TRANSPORT_SECURITY.getKey(), ReplyHeaders.TRANSPORT_SECURITY.getValue());
        }
        field(head, "Content-Type", ReplyHeaders.PROBLEM_TYPE);
        field(head, "Content-Length", Integer.toString(body.length));
        field(head, "Connection", "close");
        head.append("\r\n");
        return Unpooled.wrappedBuffer(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
