package io.atrium.kit.outbox;

import io.atrium.kit.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Holds the lease of the outbox, as another process of the service does; the application under test is a standby. */
public final class HeldLease implements QuarkusTestResourceLifecycleManager {

    private Connection owner;

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        try {
            owner = TestDatabase.of("identity").connectAsSuperuser();
            try (Statement statement = owner.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(" + RelayLease.LOCK + ")");
            }
            return Map.of();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
