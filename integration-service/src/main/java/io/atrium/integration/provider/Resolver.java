package io.atrium.integration.provider;

import io.atrium.kit.fairness.Share;
import io.atrium.kit.fairness.WaitingTurns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Resolves a host for one connection. What is connected to is what was checked, not the name a second time.
 *
 * <p>A tenant chooses the host, and a lookup cannot be ended: it takes as long as the name's servers let it. So lookups have
 * threads of their own, of which an organization has no more than its share, however long its lookups take; others wait,
 * and take turns by organization.
 */
@Startup
@ApplicationScoped
class Resolver {

    private static final int MAX_WAITING = 1024;

    /** Finds the addresses of a host; blocks. */
    @FunctionalInterface
    interface Lookup {
        List<InetAddress> of(String host);
    }

    private final Vertx vertx;
    private final Lookup lookup;
    private final ExecutorService threads;
    private final WaitingTurns turns;

    @Inject
    Resolver(Vertx vertx, ProviderConfig config, MeterRegistry registry) {
        this(
                vertx,
                config.lookups(),
                Math.min(config.lookups(), config.lookupsPerOrganization()),
                // Less than the attempt's time: that no turn came is not the provider's failure.
                config.timeout().dividedBy(2),
                Resolver::lookUp);
        Gauge.builder("atrium.provider.lookups.waiting", turns, WaitingTurns::waiting)
                .description("Lookups of hosts of providers that wait for their turn")
                .register(registry);
    }

    /** @param patience how long a lookup waits for its turn */
    Resolver(Vertx vertx, int size, int share, Duration patience, Lookup lookup) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.turns = new WaitingTurns(vertx, new WaitingTurns.Limits(size, share, MAX_WAITING, patience));
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Resolver::thread);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "provider-lookup");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * The first of the host's addresses; refused when any of them is not public. Fails with a {@link ProviderException}, on
     * the context that asks.
     */
    Future<InetAddress> publicAddress(UUID organization, String host) {
        Promise<InetAddress> found = ((ContextInternal) vertx.getOrCreateContext()).promise();
        turns.turn(
                        Share.ofOrganization(organization, null),
                        turn -> threads.execute(() -> lookUp(host, turn, found)),
                        why -> found.tryFail(new ProviderException(
                                ProviderFault.TOO_MANY_CALLS, "Too many hosts are being looked up at the moment")))
                .enter();
        return found.future();
    }

    private void lookUp(String host, WaitingTurns.Turn turn, Promise<InetAddress> found) {
        try {
            found.tryComplete(requirePublic(lookup.of(host)));
        } catch (RuntimeException e) {
            found.tryFail(e);
        } finally {
            turn.leave();
        }
    }

    static InetAddress requirePublic(List<InetAddress> addresses) {
        if (addresses.isEmpty() || !addresses.stream().allMatch(Addresses::isPublic)) {
            throw new ProviderException(ProviderFault.ADDRESS_REFUSED, "The address may not be called");
        }
        return addresses.get(0);
    }

    // A name that is not known is refused like a private one: the answer tells nothing of the network inside.
    private static List<InetAddress> lookUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
