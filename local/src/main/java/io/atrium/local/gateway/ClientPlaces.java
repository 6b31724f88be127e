package io.atrium.local.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how many connections to one service a client network uses at a time, so that no client takes all of them. Its
 * further requests wait for a moment, before anything of their bodies is read. Memory: an entry for each network that has a
 * place, and one for each request that waits, of which a network has a limited number.
 */
final class ClientPlaces {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Vertx vertx;
    private final int share;
    private final int maxWaiting;
    private final Duration patience;
    private final Map<Client, Held> clients = new HashMap<>();

    /**
     * Nobody has a place yet.
     *
     * @param share places of a client network at one service
     * @param maxWaiting requests of it that may wait for them
     * @param patience how long they do
     */
    ClientPlaces(Vertx vertx, int share, int maxWaiting, Duration patience) {
        this.vertx = vertx;
        this.share = share;
        this.maxWaiting = maxWaiting;
        this.patience = patience;
    }

    /** Gives the place back; a second time does nothing. */
    @FunctionalInterface
    interface Place {
        void release();
    }

    /** There is no place, and none has become free in time. */
    static final class NoPlaceException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoPlaceException() {
            super("The client has too many requests at this service", null, false, false);
        }
    }

    /** A place, on the context that asks for it; fails with {@link NoPlaceException}. */
    Future<Place> take(String service, String address) {
        Client client = new Client(service, network(address));
        Waiter waiter = new Waiter(vertx.getOrCreateContext(), Promise.promise());
        synchronized (this) {
            Held held = clients.computeIfAbsent(client, nobody -> new Held());
            if (held.places < share) {
                held.places++;
                return Future.succeededFuture(place(client));
            }
            if (held.waiting.size() >= maxWaiting) {
                return Future.failedFuture(new NoPlaceException());
            }
            held.waiting.add(waiter);
        }
        long timer = vertx.setTimer(patience.toMillis(), late -> giveUp(client, waiter));
        return waiter.place().future().onComplete(any -> vertx.cancelTimer(timer));
    }

    private void giveUp(Client client, Waiter waiter) {
        boolean waited;
        synchronized (this) {
            Held held = clients.get(client);
            waited = held != null && held.waiting.remove(waiter);
        }
        if (waited) {
            waiter.place().fail(new NoPlaceException());
        }
    }

    private Place place(Client client) {
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                pass(client);
            }
        };
    }

    /** To whoever of the same client has waited longest. */
    private synchronized void pass(Client client) {
        Held held = clients.get(client);
        if (held == null) {
            return;
        }
        Waiter next = held.waiting.poll();
        if (next != null) {
            next.context().runOnContext(now -> next.place().complete(place(client)));
            return;
        }
        held.places--;
        if (held.places == 0) {
            clients.remove(client);
        }
    }

    /** An IPv4 address, or the /64 of an IPv6 address, in which a host can choose addresses freely. */
    static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        return HexFormat.of().formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }

    private record Client(String service, String network) {}

    private record Waiter(Context context, Promise<Place> place) {}

    private static final class Held {
        private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
        private int places;
    }
}
