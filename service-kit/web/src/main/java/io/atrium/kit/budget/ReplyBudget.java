package io.atrium.kit.budget;

import io.atrium.kit.budget.TenantBudget.Reservation;
import io.atrium.kit.request.CurrentRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes for the large answers of this process. They are reserved before the rows are read, and given back when the
 * client has taken the answer, or is gone: what is written and not yet read counts.
 *
 * <pre>{@code
 * replies.reserve(caller.organizationId(), replies.pageBytes() * 4);
 * return repository.page(…);
 * }</pre>
 */
@ApplicationScoped
public class ReplyBudget {
    private static final long PARTS_OF_HEAP = 5;

    private final TenantBudget bytes;
    private final ReplyBudgetConfig config;

    ReplyBudget(ReplyBudgetConfig config, MeterRegistry meters) {
        this.config = config;
        long total = config.totalBytes()
                .map(size -> size.asLongValue())
                .orElse(Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
        this.bytes = new TenantBudget(
                "atrium.replies.bytes",
                "large answers",
                total,
                Math.max(1, total / config.organizationDivisor()),
                meters);
    }

    /** The bytes of a page; see {@link io.atrium.kit.paging.PageBytes}. */
    public long pageBytes() {
        return config.pageBytes().asLongValue();
    }

    /**
     * Reserves memory for the answer to the current request, until the answer has been sent. Outside of a request it
     * does nothing.
     *
     * @param amount bytes that making the answer takes at most, not only those of its text
     * @throws io.atrium.kit.problem.ProblemException RATE_LIMITED or SERVICE_UNAVAILABLE with {@code Retry-After}
     */
    public void reserve(UUID organization, long amount) {
        RoutingContext context = CurrentRequest.find();
        if (context == null) {
            return;
        }
        Reservation reservation = bytes.reserve(organization, amount);
        context.addEndHandler(ended -> whenRead(channel(context.request().connection()), reservation));
    }

    /** An empty write behind the answer ends when all before it has left, or when the connection is gone. */
    private void whenRead(@Nullable Channel channel, Reservation reservation) {
        ChannelHandlerContext head = channel == null ? null : channel.pipeline().firstContext();
        if (channel == null || head == null) {
            reservation.release();
            return;
        }
        Future<?> deadline = channel.eventLoop()
                .schedule((Runnable) channel::close, config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
        channel.eventLoop()
                .execute(() -> head.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                    deadline.cancel(false);
                    reservation.release();
                }));
    }

    private static @Nullable Channel channel(@Nullable HttpConnection connection) {
        return connection instanceof ConnectionBase base ? base.channel() : null;
    }
}
