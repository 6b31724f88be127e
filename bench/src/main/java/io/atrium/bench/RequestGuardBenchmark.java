package io.atrium.bench;

import io.atrium.kit.wire.GuardOptions;
import io.atrium.kit.wire.RequestGuard;
import io.atrium.kit.wire.WireLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * What the strict reader costs before Netty's HTTP parser: the same webhook deliveries of 1 KB through a connection with
 * it and through one without it, in one thread, rounds in turn. Arguments: see {@link Plan}.
 */
public final class RequestGuardBenchmark {

    private static final GuardOptions GUARD =
            new GuardOptions(new WireLimits(8 * 1024, 20 * 1024), () -> "bench", (refusal, reason, line, id) -> {
                throw new IllegalStateException(reason);
            });

    private RequestGuardBenchmark() {}

    public static void main(String[] arguments) {
        Plan plan = Plan.of(arguments);
        List<byte[]> requests = new PreparedRequests(UUID.randomUUID()).next(plan.requests());
        List<Double> parser = new ArrayList<>();
        List<Double> guarded = new ArrayList<>();
        for (int round = -plan.warmUps(); round < plan.rounds(); round++) {
            boolean guardedFirst = Math.floorMod(round, 2) == 0;
            double first = nanos(requests, guardedFirst);
            double second = nanos(requests, !guardedFirst);
            if (round >= 0) {
                guarded.add(guardedFirst ? first : second);
                parser.add(guardedFirst ? second : first);
            }
        }
        System.out.printf(
                "parser alone %.2f µs a request, with the strict reader %.2f µs (medians of %d rounds): +%.2f µs%n",
                median(parser) / 1000,
                median(guarded) / 1000,
                plan.rounds(),
                (median(guarded) - median(parser)) / 1000);
    }

    /** Time of one request: read, parsed, answered. */
    private static double nanos(List<byte[]> requests, boolean guarded) {
        EmbeddedChannel connection =
                new EmbeddedChannel(new HttpRequestDecoder(), new HttpResponseEncoder(), new Answering());
        if (guarded) {
            RequestGuard.install(connection, GUARD);
        }
        long began = System.nanoTime();
        for (byte[] request : requests) {
            connection.writeInbound(Unpooled.wrappedBuffer(request));
            Object written = connection.readOutbound();
            if (written == null) {
                throw new IllegalStateException("a request was not answered");
            }
            while (written != null) {
                ReferenceCountUtil.release(written);
                written = connection.readOutbound();
            }
        }
        double each = (double) (System.nanoTime() - began) / requests.size();
        connection.finishAndReleaseAll();
        return each;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static final class Answering extends SimpleChannelInboundHandler<HttpObject> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof LastHttpContent) {
                DefaultFullHttpResponse reply =
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.ACCEPTED);
                reply.headers().set("content-length", "0");
                context.writeAndFlush(reply);
            }
        }
    }
}
