package io.atrium.local.gateway;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections, of all clients and of each client network. When there are too many, the connection that has
 * been idle longest, of the network that has most, is closed in favour of a network that has no more than that one; one
 * that is sending the head of a request is idle. Without one the new connection is closed. Memory: an entry for each open
 * connection.
 */
final class ClientConnections {

    private static final AttributeKey<Connection> CONNECTION = AttributeKey.valueOf("atrium.client-connection");

    private final int most;
    private final int mostOfNetwork;
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private int total;

    ClientConnections(int most, int mostOfNetwork) {
        this.most = most;
        this.mostOfNetwork = mostOfNetwork;
    }

    private static final class Network {
        private final Set<Connection> idle = new LinkedHashSet<>();
        private int open;
    }

    private record Connection(String network, Channel channel) {

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Whether a new connection may be used. */
    boolean admit(Channel channel) {
        Connection connection = new Connection(network(channel.remoteAddress()), channel);
        Connection displaced;
        synchronized (this) {
            Network own = networks.get(connection.network());
            int held = own == null ? 0 : own.open;
            displaced = total >= most ? idleOfLargest(held) : null;
            if (held >= mostOfNetwork || (total >= most && displaced == null)) {
                return false;
            }
            if (displaced != null) {
                forget(displaced);
            }
            add(connection);
        }
        channel.attr(CONNECTION).set(connection);
        channel.closeFuture().addListener(closed -> close(connection));
        if (displaced != null) {
            displaced.channel().close();
        }
        return true;
    }

    /** A request is being answered. */
    void begin(Channel channel) {
        Connection connection = channel.attr(CONNECTION).get();
        synchronized (this) {
            Network network = connection == null ? null : networks.get(connection.network());
            if (network != null) {
                network.idle.remove(connection);
            }
        }
    }

    /** A request has been answered. */
    void end(Channel channel) {
        Connection connection = channel.attr(CONNECTION).get();
        synchronized (this) {
            Network network = connection == null ? null : networks.get(connection.network());
            if (network != null && channel.isOpen()) {
                network.idle.add(connection);
            }
        }
    }

    synchronized int open() {
        return total;
    }

    private void add(Connection connection) {
        Network network = networks.computeIfAbsent(connection.network(), none -> new Network());
        network.open++;
        network.idle.add(connection);
        total++;
    }

    private @Nullable Connection idleOfLargest(int held) {
        Network largest = null;
        for (Network network : networks.values()) {
            boolean more = network.open > (largest == null ? 0 : largest.open);
            if (more && network.open >= held && !network.idle.isEmpty()) {
                largest = network;
            }
        }
        Iterator<Connection> oldest = largest == null ? null : largest.idle.iterator();
        return oldest == null ? null : oldest.next();
    }

    private synchronized void close(Connection connection) {
        if (connection.channel().attr(CONNECTION).getAndSet(null) != null) {
            forget(connection);
        }
    }

    private void forget(Connection connection) {
        Network network = networks.get(connection.network());
        if (network == null) {
            return;
        }
        connection.channel().attr(CONNECTION).set(null);
        network.idle.remove(connection);
        network.open--;
        total--;
        if (network.open == 0) {
            networks.remove(connection.network());
        }
    }

    private static String network(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? ClientPlaces.network(internet.getAddress().getHostAddress())
                : "";
    }
}
