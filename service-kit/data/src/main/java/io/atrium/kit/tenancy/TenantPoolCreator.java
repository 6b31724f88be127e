package io.atrium.kit.tenancy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the default datasource, the one Hibernate Reactive works on, a {@link TenantPool}. */
@Singleton
public class TenantPoolCreator implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return new TenantPool(PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build());
    }
}
