package io.atrium.local.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who uses the connections to the services. A client network and a route have a share of a service's connections; further
 * requests wait for a moment, before anything of their bodies is read. When all connections are used, a request that has
 * been waiting for its client gives way, the one that has waited longest of the network that holds most, to a network that
 * holds fewer. So clients that read or send slowly cannot keep others away, however many networks they have.
 */
final class ClientPlaces {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Vertx vertx;
    private final Limits limits;
    private final Map<String, ServicePlaces> services = new HashMap<>();

    /**
     * How many requests a service may have at a time.
     *
     * @param places of a service
     * @param ofNetwork of them, of one client network
     * @param ofRoute of them, of one route
     * @param waiting requests that may wait for one
     * @param waitingOfNetwork of them, of one client network
     * @param patience how long they do
     * @param slow how long a request has been waiting for its client before it may have to give way
     */
    record Limits(
            int places,
            int ofNetwork,
            int ofRoute,
            int waiting,
            int waitingOfNetwork,
            Duration patience,
            Duration slow) {}

    /** Nobody has a place yet. */
    ClientPlaces(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /** There is no place, and none has become free in time. */
    static final class NoPlaceException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoPlaceException() {
            super("There are too many requests at this service", null, false, false);
        }
    }

    /** A place, on the context that asks for it; fails with {@link NoPlaceException}. */
    Future<Place> take(Route route, String address) {
        Promise<Place> promise = Promise.promise();
        Place wanted = new Place(this, route, network(address), vertx.getOrCreateContext(), promise);
        Place displaced = null;
        boolean waits = false;
        synchronized (this) {
            ServicePlaces places = services.computeIfAbsent(route.service(), none -> new ServicePlaces(limits));
            if (places.fits(wanted)) {
                places.hold(wanted);
            } else {
                displaced = places.displaceFor(wanted, System.nanoTime());
                waits = displaced == null && places.await(wanted);
            }
        }
        if (displaced != null) {
            displaced.giveWay();
        }
        if (waits) {
            await(wanted);
            return promise.future();
        }
        return wanted.isHeld() ? Future.succeededFuture(wanted) : Future.failedFuture(new NoPlaceException());
    }

    /** Until a place is given back, another request has become slow, or its time is over. */
    private void await(Place wanted) {
        long end = vertx.setTimer(limits.patience().toMillis(), late -> giveUp(wanted));
        long again = vertx.setPeriodic(limits.slow().toMillis(), id -> displaceFor(wanted));
        wanted.promise().future().onComplete(any -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(again);
        });
    }

    private void displaceFor(Place wanted) {
        Place displaced;
        synchronized (this) {
            ServicePlaces places = services.get(wanted.route().service());
            displaced = places == null || wanted.isHeld() ? null : places.displaceFor(wanted, System.nanoTime());
        }
        if (displaced != null) {
            displaced.giveWay();
            wanted.promise().tryComplete(wanted);
        }
    }

    private void giveUp(Place wanted) {
        boolean waited;
        synchronized (this) {
            ServicePlaces places = services.get(wanted.route().service());
            waited = places != null && places.forget(wanted);
        }
        if (waited) {
            wanted.promise().tryFail(new NoPlaceException());
        }
    }

    /** To whoever has waited longest of those whose turn it is. */
    void release(Place place) {
        @Nullable Place next;
        synchronized (this) {
            ServicePlaces places = services.get(place.route().service());
            next = places != null && places.release(place) ? places.next() : null;
        }
        if (next != null) {
            Place given = next;
            given.context().runOnContext(now -> given.promise().tryComplete(given));
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
}
