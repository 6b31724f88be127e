package io.atrium.kit.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the parser of a server's connection: what RFC 9112 does not allow is answered with a problem, after the
 * replies that earlier requests are owed, and ends the connection. A request of which a fault is read together with its
 * head reaches nobody. A head that does not arrive in time is answered 408; a connection on which nothing arrives is closed.
 * One instance a connection; other protocols than HTTP/1 pass.
 */
public final class RequestGuard extends ChannelDuplexHandler {

    private static final int LOGGED = 200;

    private final GuardOptions options;
    private final Buffers buffers = new Buffers();
    private final Pieces pieces = new Pieces();
    private final ReplyWatch replies = new ReplyWatch(this::replyEnded, this::endAfterRequest);
    private final RequestReader reader;
    private final HeadTimer headTimer;
    private boolean watching;
    private boolean begun;
    private boolean handedOn;
    /** Whether the refused request is one whose head had been handed on before. */
    private boolean cut;

    private @Nullable MalformedMessageException refused;
    private String requestLine = "";
    private boolean ended;
    private @Nullable ChannelHandlerContext own;

    public RequestGuard(GuardOptions options) {
        this.options = requireNonNull(options, "options");
        reader = new RequestReader(options.limits(), this::requestBegun);
        headTimer = new HeadTimer(options.headTimeout().toNanos(), this::headIsLate);
    }

    /** Puts a guard into a connection of which nothing has been read, but a TLS handshake. */
    public static void install(Channel channel, GuardOptions options) {
        RequestGuard guard = new RequestGuard(options);
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.pipeline().addFirst(guard);
        } else {
            channel.pipeline().addAfter(tls.name(), null, guard);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        own = context;
        headTimer.start(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        headTimer.stop();
        buffers.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf read) || !isGuarded(context)) {
            headTimer.stop();
            context.fireChannelRead(message);
            return;
        }
        if (refused != null || reader.isOver()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!begun) {
            begun = true;
            headTimer.stop();
        }
        ByteBuf in = buffers.join(context, read);
        handedOn = reader.isInside();
        try {
            pieces.begin(in);
            reader.read(in, pieces);
            buffers.keep(context, in);
        } catch (MalformedMessageException e) {
            takeBack(e, in);
        }
        pieces.drain(context::fireChannelRead);
        in.release();
        replyEnded();
    }

    /** Nothing of the service's own may follow, or be taken for, the end of a refused connection. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (ended) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
        } else {
            context.write(message, promise);
        }
    }

    private boolean isGuarded(ChannelHandlerContext context) {
        if (!watching) {
            ChannelHandlerContext encoder = context.pipeline().context(HttpResponseEncoder.class);
            if (encoder == null) {
                return false;
            }
            context.pipeline().addAfter(encoder.name(), null, replies);
            watching = true;
        }
        return !replies.isUpgraded();
    }

    private void requestBegun() {
        headTimer.stop();
        replies.owe();
        handedOn = false;
    }

    private void endAfterRequest() {
        reader.endAfterMessage();
    }

    private void replyEnded() {
        refuseWhenDue();
        watchHead();
    }

    /** While a reply is owed nothing more may be read, so that the time is not the client's. */
    private void watchHead() {
        ChannelHandlerContext context = own;
        if (context == null || refused != null || reader.isInside() || reader.isOver() || buffers.kept() == null) {
            headTimer.stop();
        } else if (replies.owed() == 0) {
            headTimer.start(context);
        }
    }

    private void headIsLate() {
        ChannelHandlerContext context = own;
        ByteBuf head = buffers.kept();
        if (context == null || refused != null) {
            return;
        }
        if (head == null) {
            context.close();
            return;
        }
        refused = new MalformedMessageException(Refusal.REQUEST_TIMEOUT, "a head that takes too long");
        requestLine = firstLine(head, head.readerIndex());
        refuseWhenDue();
        buffers.release();
    }

    private void takeBack(MalformedMessageException failure, ByteBuf in) {
        refused = failure;
        cut = reader.isInside() && handedOn;
        if (reader.isInside() && !handedOn) {
            replies.forgive();
        }
        requestLine = cut ? "(in a body)" : firstLine(in, reader.headStart());
        pieces.dropMessage();
    }

    private void refuseWhenDue() {
        MalformedMessageException failure = refused;
        ChannelHandlerContext context = own;
        if (failure == null || ended || context == null || replies.owed() > (cut ? 1 : 0)) {
            return;
        }
        if (cut && replies.owed() == 0) {
            ended = true;
            RefusalReply.end(context);
        } else if (!replies.isBegun()) {
            ended = true;
            String requestId = options.requestIds().get();
            RefusalReply.send(context, failure.refusal(), reader.path(), requestId);
            options.listener().refused(failure.refusal(), reason(failure), requestLine, requestId);
        }
    }

    private static String reason(MalformedMessageException failure) {
        String reason = failure.getMessage();
        return reason == null ? "" : reason;
    }

    private static String firstLine(ByteBuf in, int start) {
        int length = Math.min(in.writerIndex() - start, LOGGED + 2);
        String text = in.toString(start, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return Printable.ascii(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, LOGGED);
    }
}
