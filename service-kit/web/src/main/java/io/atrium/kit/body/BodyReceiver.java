package io.atrium.kit.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects one body, holding no more of the budget than what has come of it, and gives it up when its sender is too slow.
 * On the request's event loop.
 */
public final class BodyReceiver {

    /** Why there is no whole body. */
    public enum Fault {
        TOO_LARGE,
        /** The budget, or the sender's share of it, is used up. */
        NO_ROOM,
        TOO_SLOW,
        /** The sender is. */
        GONE
    }

    private static final int SMALLEST = 1024;
    private static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");

    private final HttpServerRequest request;
    private final BodyBudget.Lease lease;
    private final SlowSenders slow;
    private final int limit;
    private final Consumer<byte[]> whole;
    private final Consumer<Fault> broken;
    private long announced;
    private byte[] bytes = {};
    private int length;
    private boolean over;

    private BodyReceiver(
            HttpServerRequest request,
            BodyBudget.Lease lease,
            SlowSenders slow,
            int limit,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        this.request = request;
        this.lease = lease;
        this.slow = slow;
        this.limit = limit;
        this.whole = whole;
        this.broken = broken;
    }

    /**
     * Reads a body and calls one of the two once. The lease then holds the body's length, and is still the caller's to
     * close.
     *
     * @param limit the most bytes
     */
    public static void receive(
            HttpServerRequest request,
            BodyBudget.Lease lease,
            SlowSenders slow,
            int limit,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        BodyReceiver receiver = new BodyReceiver(request, lease, slow, limit, whole, broken);
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            receiver.announced = announced.length() > 9 ? Long.MAX_VALUE : Long.parseLong(announced);
        }
        if (receiver.announced > limit) {
            receiver.fail(Fault.TOO_LARGE);
        } else if (!lease.hasRoom(receiver.announced)) {
            receiver.fail(Fault.NO_ROOM);
        } else {
            receiver.start();
        }
    }

    private void start() {
        if (request.getHeader(EXPECT) != null) {
            request.response().writeContinue();
        }
        SlowSenders.Watched watched = slow.watch(this::length, () -> fail(Fault.TOO_SLOW));
        request.exceptionHandler(gone -> {
            watched.end();
            fail(Fault.GONE);
        });
        request.endHandler(nothing -> {
            watched.end();
            end();
        });
        request.handler(this::take);
        request.resume();
    }

    private int length() {
        return length;
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

    /** For a moment the old bytes are there too; they are not counted. */
    private boolean resize(int capacity) {
        if (!lease.take((long) capacity - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        byte[] body = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        lease.give((long) bytes.length - length);
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
