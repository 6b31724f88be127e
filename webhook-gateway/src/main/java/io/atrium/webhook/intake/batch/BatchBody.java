package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.BatchConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects the body of a batch, holding no more of the budget than what has come of it, and no longer than the time
 * limit. On the request's event loop.
 */
final class BatchBody {

    /** Why there is no whole body. */
    enum Fault {
        TOO_LARGE,
        /** The budget is used up. */
        NO_ROOM,
        TOO_SLOW,
        /** The sender is. */
        GONE
    }

    private static final int SMALLEST = 16 * 1024;
    private static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");

    private final HttpServerRequest request;
    private final BatchBudget.Lease lease;
    private final int limit;
    private final Consumer<byte[]> whole;
    private final Consumer<Fault> broken;
    private long announced;
    private byte[] bytes = {};
    private int length;
    private boolean over;

    private BatchBody(
            HttpServerRequest request,
            BatchBudget.Lease lease,
            int limit,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        this.request = request;
        this.lease = lease;
        this.limit = limit;
        this.whole = whole;
        this.broken = broken;
    }

    /** Reads a body and calls one of the two once; the lease then holds the body's length and the batch's base. */
    static void read(
            HttpServerRequest request,
            Vertx vertx,
            BatchConfig config,
            BatchBudget.Lease lease,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        BatchBody body = new BatchBody(request, lease, config.maxBody(), whole, broken);
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            body.announced = announced.length() > 9 ? Long.MAX_VALUE : Long.parseLong(announced);
        }
        if (body.announced > body.limit) {
            body.fail(Fault.TOO_LARGE);
        } else if (!lease.hasRoom(BatchBudget.BASE + body.announced) || !lease.take(BatchBudget.BASE)) {
            body.fail(Fault.NO_ROOM);
        } else {
            body.start(vertx, config.readTimeout().toMillis());
        }
    }

    private void start(Vertx vertx, long millis) {
        if (request.getHeader(EXPECT) != null) {
            request.response().writeContinue();
        }
        long timer = vertx.setTimer(millis, late -> fail(Fault.TOO_SLOW));
        request.exceptionHandler(gone -> {
            vertx.cancelTimer(timer);
            fail(Fault.GONE);
        });
        request.endHandler(nothing -> {
            vertx.cancelTimer(timer);
            end();
        });
        request.handler(this::take);
        request.resume();
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (chunk.length() > limit - length) {
            fail(Fault.TOO_LARGE);
        } else if (!reserve(length + chunk.length())) {
            fail(Fault.NO_ROOM);
        } else {
            chunk.getBytes(bytes, length);
            length += chunk.length();
        }
    }

    private boolean reserve(int needed) {
        return needed <= bytes.length || resize(capacity(needed));
    }

    /** Room for all that was announced is made when a quarter of it has come: to announce much holds nothing. */
    private int capacity(int needed) {
        if (announced > 0 && needed >= announced / 4) {
            return (int) Math.max(announced, needed);
        }
        return Math.min(limit, Math.max(Math.max(SMALLEST, needed), 2 * bytes.length));
    }

    /** The old bytes and the new ones are there at the same time. */
    private boolean resize(int capacity) {
        if (!lease.take(capacity)) {
            return false;
        }
        int before = bytes.length;
        bytes = Arrays.copyOf(bytes, capacity);
        lease.give(before);
        return true;
    }

    private void end() {
        if (over) {
            return;
        }
        if (length < bytes.length && !resize(length)) {
            fail(Fault.NO_ROOM);
            return;
        }
        over = true;
        byte[] body = bytes;
        bytes = new byte[0];
        whole.accept(body);
    }

    private void fail(Fault fault) {
        if (!over) {
            over = true;
            bytes = new byte[0];
            broken.accept(fault);
        }
    }
}
