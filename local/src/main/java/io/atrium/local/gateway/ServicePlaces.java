package io.atrium.local.gateway;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of one service. Guarded by its {@link ClientPlaces}. Memory: an entry for each place that is held, and for each
 * request that waits.
 */
final class ServicePlaces {

    private final ClientPlaces.Limits limits;
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<Route, Integer> byRoute = new HashMap<>();
    private int held;
    private int waiting;

    ServicePlaces(ClientPlaces.Limits limits) {
        this.limits = limits;
    }

    private static final class Network {
        private final Set<Place> held = new LinkedHashSet<>();
        private final ArrayDeque<Place> waiting = new ArrayDeque<>();
    }

    boolean fits(Place wanted) {
        return held < limits.places() && isWithinShare(wanted) && hasRoute(wanted.route());
    }

    void hold(Place place) {
        network(place).held.add(place);
        byRoute.merge(place.route(), 1, Integer::sum);
        held++;
        place.held(true);
    }

    /** Whether it may wait. */
    boolean await(Place wanted) {
        Network network = network(wanted);
        if (waiting >= limits.waiting() || network.waiting.size() >= limits.waitingOfNetwork()) {
            forgetIfNothing(wanted.network(), network);
            return false;
        }
        network.waiting.add(wanted);
        waiting++;
        return true;
    }

    /** Whether it was still waiting. */
    boolean forget(Place wanted) {
        Network network = networks.get(wanted.network());
        if (network == null || !network.waiting.remove(wanted)) {
            return false;
        }
        waiting--;
        forgetIfNothing(wanted.network(), network);
        return true;
    }

    /** Whether it was held. */
    boolean release(Place place) {
        Network network = networks.get(place.network());
        if (network == null || !network.held.remove(place)) {
            return false;
        }
        place.held(false);
        held--;
        byRoute.computeIfPresent(place.route(), (same, count) -> count > 1 ? count - 1 : null);
        forgetIfNothing(place.network(), network);
        return true;
    }

    /** Gives a free place to a request that waits; the networks take turns. */
    @Nullable
    Place next() {
        for (Map.Entry<String, Network> entry : networks.entrySet()) {
            Place first = entry.getValue().waiting.peek();
            if (first != null && fits(first)) {
                Network network = entry.getValue();
                network.waiting.remove();
                waiting--;
                networks.remove(entry.getKey());
                networks.put(first.network(), network);
                hold(first);
                return first;
            }
        }
        return null;
    }

    /** Gives it the place of a slow request of a network that holds more, which is answered; nothing without one. */
    @Nullable
    Place displaceFor(Place wanted, long now) {
        Place slowest = isWithinShare(wanted) ? slowestFor(wanted, now) : null;
        if (slowest != null) {
            release(slowest);
            forget(wanted);
            hold(wanted);
        }
        return slowest;
    }

    private @Nullable Place slowestFor(Place wanted, long now) {
        Route route = hasRoute(wanted.route()) ? null : wanted.route();
        int own = heldBy(wanted);
        int most = own;
        Place slowest = null;
        for (Network network : networks.values()) {
            if (network.held.size() > most) {
                Place candidate = slowest(network, route, now);
                if (candidate != null) {
                    most = network.held.size();
                    slowest = candidate;
                }
            }
        }
        return slowest;
    }

    private @Nullable Place slowest(Network network, @Nullable Route route, long now) {
        long longest = limits.slow().toNanos();
        Place slowest = null;
        for (Place place : network.held) {
            OptionalLong since = place.waitsForClientSince();
            long waited = since.isEmpty() ? 0 : now - since.getAsLong();
            if (waited >= longest && (route == null || route.equals(place.route()))) {
                longest = waited;
                slowest = place;
            }
        }
        return slowest;
    }

    private boolean isWithinShare(Place wanted) {
        return heldBy(wanted) < limits.ofNetwork();
    }

    private boolean hasRoute(Route route) {
        return byRoute.getOrDefault(route, 0) < limits.ofRoute();
    }

    private int heldBy(Place wanted) {
        Network network = networks.get(wanted.network());
        return network == null ? 0 : network.held.size();
    }

    private Network network(Place place) {
        return networks.computeIfAbsent(place.network(), none -> new Network());
    }

    private void forgetIfNothing(String name, Network network) {
        if (network.held.isEmpty() && network.waiting.isEmpty()) {
            networks.remove(name);
        }
    }
}
