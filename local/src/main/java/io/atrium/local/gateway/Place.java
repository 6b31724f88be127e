package io.atrium.local.gateway;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One request's place at a service: wanted, held, and given back once. */
final class Place {

    /** What holds a place. */
    interface Holder {

        /** Since when it has been waiting for its client ({@link System#nanoTime()}); asked from any thread. */
        OptionalLong waitsForClientSince();

        /** Ends, because another client needs the place; on its own context. */
        void giveWay();
    }

    private final ClientPlaces places;
    private final Route route;
    private final String network;
    private final Context context;
    private final Promise<Place> promise;
    private volatile boolean held;
    private volatile @Nullable Holder holder;

    Place(ClientPlaces places, Route route, String network, Context context, Promise<Place> promise) {
        this.places = places;
        this.route = route;
        this.network = network;
        this.context = context;
        this.promise = promise;
    }

    Route route() {
        return route;
    }

    String network() {
        return network;
    }

    Context context() {
        return context;
    }

    Promise<Place> promise() {
        return promise;
    }

    boolean isHeld() {
        return held;
    }

    void held(boolean now) {
        held = now;
    }

    /** Says who uses it, from now on. */
    void usedBy(Holder user) {
        holder = user;
        if (!held) {
            user.giveWay();
        }
    }

    OptionalLong waitsForClientSince() {
        Holder user = holder;
        return user == null ? OptionalLong.empty() : user.waitsForClientSince();
    }

    void giveWay() {
        Holder user = holder;
        if (user != null) {
            context.runOnContext(now -> user.giveWay());
        }
    }

    /** Gives it back; a second time does nothing. */
    void release() {
        places.release(this);
    }
}
