package io.atrium.kit.tenancy;

import io.atrium.kit.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A pool of the app role, for tests without an application. */
final class AppPool {

    private AppPool() {}

    static Pool of(Vertx vertx, TestDatabase database, int size) {
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        String role = database.name() + "_app";
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(size))
                .connectingTo(new PgConnectOptions()
                        .setHost(server.getHost())
                        .setPort(server.getPort())
                        .setDatabase(database.name())
                        .setUser(role)
                        .setPassword(TestDatabase.password(role)))
                .using(vertx)
                .build();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
