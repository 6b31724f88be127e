package io.atrium.kit.database;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Options of a pool whose connections are encrypted as configured, and closed when their server no longer answers. */
@Singleton
public class BoundedConnections {

    private final ConnectionConfig config;
    private final DatabaseTls tls;

    BoundedConnections(ConnectionConfig config, DatabaseTlsConfig tls) {
        this.config = config;
        this.tls = DatabaseTls.of(tls);
    }

    /** What is idle is dropped long before its silence would count, as silence is counted from the last answer. */
    public PoolOptions pool(PoolOptions given) {
        long longest = config.silence().toMillis() / 2;
        long own = given.getIdleTimeoutUnit().toMillis(given.getIdleTimeout());
        return new PoolOptions(given)
                .setIdleTimeout((int) (own > 0 ? Math.min(own, longest) : longest))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    public List<SqlConnectOptions> servers(List<PgConnectOptions> given) {
        return given.stream().map(this::bounded).toList();
    }

    private SqlConnectOptions bounded(PgConnectOptions server) {
        PgConnectOptions options = new PgConnectOptions(server);
        options.setConnectTimeout((int) config.connectTimeout().toMillis());
        options.setTcpKeepAlive(true);
        options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setReadIdleTimeout((int) config.silence().toMillis());
        tls.applyTo(options);
        return options;
    }
}
