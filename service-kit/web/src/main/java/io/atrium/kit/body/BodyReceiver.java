package io.atrium.kit.body;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects one body, on the request's event loop. It holds memory only for what has arrived, and fails when the body takes
 * too long.
 */
public final class BodyReceiver {

    /** Why there is no whole body. */
    public enum Fault {
        TOO_LARGE,
        /** The memory limit, or the sender's share of it, is used up; or the body gave way to another sender's. */
        NO_ROOM,
        TOO_SLOW,
        /** The connection was closed. */
        GONE
    }

    private static final int SMALLEST = 1024;
    private static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");

    private final HttpServerRequest request;
    private final BodyRoom room;
    private final BodyWatch watch;
    private final int limit;
    private final Consumer<byte[]> whole;
    private final Consumer<Fault> broken;
    private long announced;
    private byte[] bytes = {};
    private int length;
    private boolean over;
    private Runnable watched = () -> {};

    private BodyReceiver(
            HttpServerRequest request,
            BodyRoom room,
            BodyWatch watch,
            int limit,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        this.request = request;
        this.room = room;
        this.watch = watch;
        this.limit = limit;
        this.whole = whole;
        this.broken = broken;
    }

    /**
     * Reads a body and calls one of the two consumers once. The room then holds the length of the body; the caller gives it
     * back.
     *
     * @param limit the most bytes
     */
    public static void receive(
            HttpServerRequest request,
            BodyRoom room,
            BodyWatch watch,
            int limit,
            Consumer<byte[]> whole,
            Consumer<Fault> broken) {
        BodyReceiver receiver = new BodyReceiver(request, room, watch, limit, whole, broken);
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            receiver.announced = announced.length() > 9 ? Long.MAX_VALUE : Long.parseLong(announced);
        }
        if (receiver.announced > limit) {
            receiver.fail(Fault.TOO_LARGE);
        } else if (!room.announce(receiver.announced)) {
            receiver.fail(Fault.NO_ROOM);
        } else {
            receiver.start();
        }
    }

    private void start() {
        if (request.getHeader(EXPECT) != null) {
            request.response().writeContinue();
        }
        Context context = requireNonNull(Vertx.currentContext());
        room.receiving(() -> context.runOnContext(nothing -> fail(Fault.NO_ROOM)));
        watched = watch.watch(this::length, () -> fail(Fault.TOO_SLOW));
        request.exceptionHandler(gone -> fail(Fault.GONE));
        request.endHandler(nothing -> {
            watched.run();
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

    /** The announced length is reserved when a quarter of it has arrived: announcing a large body reserves nothing. */
    private int capacity(int needed) {
        if (announced > 0 && needed >= announced / 4) {
            return (int) Math.max(announced, needed);
        }
        return Math.min(limit, Math.max(Math.max(SMALLEST, needed), 2 * bytes.length));
    }

    private boolean resize(int capacity) {
        int before = bytes.length;
        if (!room.resize(before, capacity)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        room.resized(before, capacity);
        return true;
    }

    private void end() {
        if (over) {
            return;
        }
        if (!room.received() || (length < bytes.length && !resize(length))) {
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
            watched.run();
            bytes = new byte[0];
            broken.accept(fault);
        }
    }
}
