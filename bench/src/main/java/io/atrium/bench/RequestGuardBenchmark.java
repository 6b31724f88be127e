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
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What the strict reader costs before Netty's HTTP parser: the same webhook deliveries of 1 KB through a connection with
 * it and through one without it, in one thread, rounds in turn. Arguments: see {@link Plan}.
 */
public final class RequestGuardBenchmark {

    private static final GuardOptions GUARD = new GuardOptions(
            new WireLimits(8 * 1024, 20 * 1024), Duration.ofSeconds(10), () -> "bench", (refusal, reason, line, id) -> {
                throw new IllegalStateException(reason);
            });

    private RequestGuardBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        report(Plan.of(arguments)).print();
        System.exit(0);
    }

    static Report report(Plan plan) throws Exception {
        List<byte[]> requests = new PreparedRequests(UUID.randomUUID()).next(plan.requests());
        Samples samples = new Rounds(plan.warmUps(), plan.rounds())
                .measure(List.of(
                        subject("with the strict reader", requests, true), subject("parser alone", requests, false)));
        return new Report("The strict reader of HTTP")
                .add(samples)
                .add(List.of(Ratio.of(
                        "CPU: with the strict reader / parser alone",
                        samples.ratios("with the strict reader", "parser alone", Sample::cpu))));
    }

    private static Subject subject(String name, List<byte[]> requests, boolean guarded) {
        return new Subject() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample measure() {
                double nanos = nanos(requests, guarded);
                return Sample.ofLoop(nanos / 1_000, 1e9 / nanos);
            }
        };
    }

    /** Time of one request in nanoseconds: read, parsed, answered. */
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
