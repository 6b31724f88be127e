package io.atrium.kit.encryption;

import io.atrium.kit.database.DatabaseTls;
import io.atrium.kit.schema.Migrations;
import io.atrium.kit.testing.EncryptedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of a test, encrypted, with the database migrated. A field of type {@link EncryptedServers} is filled. */
public final class EncryptedParts implements QuarkusTestResourceLifecycleManager {

    private @Nullable EncryptedServers servers;

    @Override
    public Map<String, String> start() {
        EncryptedServers started = new EncryptedServers();
        servers = started;
        DatabaseTls tls = new DatabaseTls("verify-full", started.ca().toString());
        new Migrations(
                        started.postgres().jdbcUrl("identity") + tls.jdbcParameters(),
                        "identity_owner",
                        "dev-identity_owner",
                        "identity")
                .run();
        Map<String, String> variables = new HashMap<>(started.databaseVariables());
        variables.putAll(started.kafkaVariables());
        return variables;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, new TestInjector.MatchesType(EncryptedServers.class));
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
