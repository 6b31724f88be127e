package io.atrium.kit.tenancy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the default datasource, the one Hibernate Reactive works on, a {@link TenantPool}. */
@Singleton
public class TenantPoolCreator implements PgPoolCreator {

    private final RequestPoolConfig config;

    TenantPoolCreator(RequestPoolConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        PoolOptions options = new PoolOptions(input.poolOptions())
                .setConnectionTimeout((int) config.acquisitionTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(config.maxWaiting())
                .setIdleTimeout(idleMillis(input.poolOptions()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        List<SqlConnectOptions> servers =
                input.pgConnectOptionsList().stream().map(this::bounded).toList();
        return new TenantPool(PgBuilder.pool()
                .with(options)
                .connectingTo(servers)
                .using(input.vertx())
                .build());
    }

    /** The pool drops what is idle long before its silence would count, as silence is counted from the last answer. */
    private int idleMillis(PoolOptions given) {
        long longest = config.silence().toMillis() / 2;
        long own = given.getIdleTimeoutUnit().toMillis(given.getIdleTimeout());
        return (int) (own > 0 ? Math.min(own, longest) : longest);
    }

    private SqlConnectOptions bounded(PgConnectOptions server) {
        PgConnectOptions options = new PgConnectOptions(server);
        options.setConnectTimeout((int) config.acquisitionTimeout().toMillis());
        options.setTcpKeepAlive(true);
        options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setReadIdleTimeout((int) config.silence().toMillis());
        return options;
    }
}
