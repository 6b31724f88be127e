package io.atrium.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy in front of PostgreSQL that counts, for each role, the round trips and statements of what passes, so that
 * a test can say how many a request costs. It can also cut all connections.
 */
public final class RoundTripProxy implements AutoCloseable {

    private static final Duration ANSWER_DELAY = Duration.ofMillis(20);

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Map<String, WireTally> tallies = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    private RoundTripProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** Listens on a free loopback port and passes everything to the server. */
    public static RoundTripProxy start(String host, int port) {
        try {
            ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            RoundTripProxy proxy = new RoundTripProxy(listener, new InetSocketAddress(host, port));
            daemon("round-trip-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Runs the work with every answer of the server held back for some milliseconds, as a network does, and tells what
     * the role sent meanwhile. Without the delay an answer may overtake a statement that was sent without waiting for
     * it, and what the driver pipelines could not be told from what it waits for.
     */
    public RoundTrips measure(String role, Runnable work) {
        delay = ANSWER_DELAY;
        try {
            reset();
            work.run();
            return of(role);
        } finally {
            delay = Duration.ZERO;
        }
    }

    /** Starts counting anew. */
    public void reset() {
        tallies.values().forEach(WireTally::reset);
    }

    /** What a role, for instance identity_app, has sent since the last reset. */
    public RoundTrips of(String role) {
        return tally(role).read();
    }

    /** Ends every connection as a dead network does; new ones are taken. */
    public void cutConnections() {
        sockets.forEach(RoundTripProxy::close);
    }

    @Override
    public void close() {
        close(listener);
        cutConnections();
    }

    WireTally tally(String role) {
        return tallies.computeIfAbsent(role, name -> new WireTally());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon("round-trip-connection", () -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket()) {
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            FrontendParser parser = new FrontendParser(this::tally);
            daemon(
                    "round-trip-answers",
                    () -> pass(server, client, (buffer, length) -> {
                        LockSupport.parkNanos(delay.toNanos());
                        parser.answered();
                    }));
            pass(client, server, parser::sent);
        } catch (IOException e) {
            // The client sees its connection end.
        } finally {
            sockets.remove(client);
        }
    }

    /** Counted before it is passed on: who waits for the answer must find its own request counted. */
    private void pass(Socket from, Socket to, Listener seen) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                seen.on(buffer, length);
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // Either side has gone; both sockets are closed.
        } finally {
            sockets.remove(from);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Listener {
        void on(byte[] buffer, int length);
    }
}
