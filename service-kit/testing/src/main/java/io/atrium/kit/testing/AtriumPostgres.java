package io.atrium.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL for all tests of a JVM, with the module's migrations applied and a {@link RoundTripProxy} in front.
 *
 * <p>The database is named by the argument {@code database} or by {@code atrium.database.name} in
 * application.properties. A field of type {@link RoundTripProxy} in a test is filled.
 */
public final class AtriumPostgres implements QuarkusTestResourceLifecycleManager {

    private @Nullable String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        String name = database == null ? configuredDatabase() : database;
        TestDatabase.of(name).migrate();
        return Map.of(
                "DATABASE_HOST",
                "localhost",
                "DATABASE_PORT",
                Integer.toString(SharedParts.proxy().port()),
                "DATABASE_OWNER_PASSWORD",
                TestDatabase.password(name + "_owner"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(SharedParts.proxy(), new TestInjector.MatchesType(RoundTripProxy.class));
    }

    @Override
    public void stop() {
        // The server ends with the JVM: the next test class uses it again.
    }

    private static String configuredDatabase() {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String name = properties.getProperty("atrium.database.name");
            if (name == null) {
                throw new IllegalStateException("no atrium.database.name in application.properties");
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
