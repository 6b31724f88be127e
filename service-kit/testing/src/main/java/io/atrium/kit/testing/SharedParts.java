package io.atrium.kit.testing;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.EmbeddedPostgres;
import io.atrium.kit.embedded.KafkaOptions;
import io.atrium.kit.embedded.PostgresOptions;
import java.util.function.Supplier;

/**
 * The parts that all tests of a JVM share. Quarkus loads test classes in several class loaders, each with statics of
 * its own, so what is running is written down in system properties, and the one lock is an object of the JVM's.
 */
final class SharedParts {

    private static final String POSTGRES = "atrium.test.postgres.port";
    private static final String PROXY = "atrium.test.postgres.proxy";
    private static final String KAFKA = "atrium.test.kafka";

    private SharedParts() {}

    /** The port of the one PostgreSQL, with Atrium's databases and roles in it. */
    static int postgresPort() {
        return Integer.parseInt(once(POSTGRES, () -> {
            EmbeddedPostgres server = EmbeddedPostgres.start(PostgresOptions.temporary());
            server.bootstrap();
            return Integer.toString(server.port());
        }));
    }

    /** The bootstrap servers of the one broker, with Atrium's topics and the public test key in it. */
    static String kafka() {
        return once(KAFKA, () -> {
            EmbeddedKafka broker = EmbeddedKafka.start(KafkaOptions.temporary());
            broker.createTopics();
            String servers = broker.bootstrapServers();
            new TestTopics(servers).publishTestKey();
            return servers;
        });
    }

    /** The round trip counter in front of the one PostgreSQL. */
    static RoundTripProxy proxy() {
        int postgres = postgresPort();
        synchronized (lock()) {
            Object known = System.getProperties().get(PROXY);
            if (known instanceof RoundTripProxy proxy) {
                return proxy;
            }
            RoundTripProxy proxy = RoundTripProxy.start("localhost", postgres);
            // An object, not a text: only the class loader that made it can use it, any other makes its own.
            System.getProperties().put(PROXY, proxy);
            return proxy;
        }
    }

    /** Runs something the first time only, and remembers its answer. */
    static String once(String property, Supplier<String> first) {
        synchronized (lock()) {
            String known = System.getProperty(property);
            if (known == null) {
                known = first.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }

    private static Object lock() {
        return ClassLoader.getSystemClassLoader();
    }
}
