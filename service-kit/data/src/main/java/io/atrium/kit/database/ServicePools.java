package io.atrium.kit.database;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pools that no request of a user works on: those of consumers, of due work, of the outbox and of the platform. */
final class ServicePools {

    private ServicePools() {}

    private abstract static class Creator implements PgPoolCreator {
        private final BoundedConnections bounds;

        Creator(BoundedConnections bounds) {
            this.bounds = bounds;
        }

        @Override
        public Pool create(Input input) {
            return PgBuilder.pool()
                    .with(bounds.pool(input.poolOptions()))
                    .connectingTo(bounds.servers(input.pgConnectOptionsList()))
                    .using(input.vertx())
                    .build();
        }
    }

    @Singleton
    @ReactiveDataSource("ingest")
    static final class Ingest extends Creator {
        Ingest(BoundedConnections bounds) {
            super(bounds);
        }
    }

    @Singleton
    @ReactiveDataSource("relay")
    static final class Relay extends Creator {
        Relay(BoundedConnections bounds) {
            super(bounds);
        }
    }

    @Singleton
    @ReactiveDataSource("worker")
    static final class Worker extends Creator {
        Worker(BoundedConnections bounds) {
            super(bounds);
        }
    }

    @Singleton
    @ReactiveDataSource("platform")
    static final class Platform extends Creator {
        Platform(BoundedConnections bounds) {
            super(bounds);
        }
    }
}
