package io.atrium.kit.tenancy;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What shows that requests wait for connections. The pool is made before there is a registry. */
@Singleton
class RequestPoolMetrics implements MeterBinder {

    private final List<FairConnections> pools = new CopyOnWriteArrayList<>();

    void watch(FairConnections connections) {
        pools.add(connections);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "atrium.database.requests.waiting",
                        pools,
                        all -> all.stream().mapToInt(FairConnections::waiting).sum())
                .description("Requests that wait for a connection")
                .register(registry);
        FunctionCounter.builder(
                        "atrium.database.requests.refused",
                        pools,
                        all -> all.stream().mapToLong(FairConnections::refused).sum())
                .description("Requests that were refused because too many waited for a connection, or for too long")
                .register(registry);
    }
}
