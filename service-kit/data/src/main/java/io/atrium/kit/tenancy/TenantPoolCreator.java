package io.atrium.kit.tenancy;

import io.atrium.kit.database.BoundedConnections;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Creates the default datasource, which Hibernate Reactive uses, as a {@link TenantPool}. */
@Singleton
public class TenantPoolCreator implements PgPoolCreator {

    private final RequestPoolConfig config;
    private final BoundedConnections bounds;
    private final RequestPoolMetrics metrics;

    TenantPoolCreator(RequestPoolConfig config, BoundedConnections bounds, RequestPoolMetrics metrics) {
        this.config = config;
        this.bounds = bounds;
        this.metrics = metrics;
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options = bounds.pool(input.poolOptions())
                .setConnectionTimeout((int) config.acquisitionTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        Pool pool = PgBuilder.pool()
                .with(options)
                .connectingTo(bounds.servers(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
        FairConnections connections = new FairConnections(pool, input.vertx(), options.getMaxSize(), config);
        metrics.watch(connections);
        return new TenantPool(pool, connections);
    }
}
