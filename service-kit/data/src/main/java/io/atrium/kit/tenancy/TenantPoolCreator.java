package io.atrium.kit.tenancy;

import io.atrium.kit.database.BoundedConnections;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Makes the default datasource, the one Hibernate Reactive works on, a {@link TenantPool}. */
@Singleton
public class TenantPoolCreator implements PgPoolCreator {

    private final RequestPoolConfig config;
    private final BoundedConnections bounds;

    TenantPoolCreator(RequestPoolConfig config, BoundedConnections bounds) {
        this.config = config;
        this.bounds = bounds;
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options = bounds.pool(input.poolOptions())
                .setConnectionTimeout((int) config.acquisitionTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(config.maxWaiting());
        return new TenantPool(PgBuilder.pool()
                .with(options)
                .connectingTo(bounds.servers(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build());
    }
}
