package io.atrium.local.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The environment of each part: the caller's own, with the addresses of this platform. What the caller has set of the
 * public settings stays; the addresses of the embedded parts are always this platform's.
 */
final class Environment {

    private static final List<String> ROLES = List.of("app", "ingest", "relay", "worker", "platform");

    private static final List<String> POOLS = List.of("INGEST", "RELAY", "WORKER", "PLATFORM");

    private final Map<String, String> inherited;
    private final Ports ports;

    Environment(Map<String, String> inherited, Ports ports) {
        this.inherited = Map.copyOf(inherited);
        this.ports = ports;
    }

    /** For a service; the database owner's password is not among it. */
    Map<String, String> of(Part part) {
        Map<String, String> environment = new HashMap<>(inherited);
        environment.keySet().removeIf(name -> name.endsWith("_OWNER_PASSWORD"));
        environment.put("PORT", Integer.toString(ports.of(part)));
        environment.putIfAbsent("QUARKUS_HTTP_HOST", "127.0.0.1");
        putInfrastructure(environment);
        putAddresses(environment);
        if (Part.DATABASE_OWNERS.contains(part)) {
            ROLES.forEach(kind -> environment.put(
                    "DATABASE_" + kind.toUpperCase(Locale.ROOT) + "_PASSWORD",
                    Secrets.passwordOf(part.database() + "_" + kind, inherited)));
        }
        if (part == Part.MOCKS) {
            putMockPorts(environment);
        }
        return environment;
    }

    /** For the one-shot migration, the only holder of the owner's password. */
    Map<String, String> ofMigration(Part part) {
        Map<String, String> environment = of(part);
        environment.put("DATABASE_OWNER_PASSWORD", Secrets.passwordOf(part.database() + "_owner", inherited));
        return environment;
    }

    private void putInfrastructure(Map<String, String> environment) {
        environment.put("DATABASE_HOST", "localhost");
        environment.put("DATABASE_PORT", Integer.toString(ports.of(Part.POSTGRES)));
        // Each idle connection is a process of the server; at rest a laptop needs few.
        environment.putIfAbsent("QUARKUS_DATASOURCE_REACTIVE_IDLE_TIMEOUT", "PT10S");
        POOLS.forEach(
                pool -> environment.putIfAbsent("QUARKUS_DATASOURCE_" + pool + "_REACTIVE_IDLE_TIMEOUT", "PT10S"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + ports.of(Part.KAFKA));
    }

    private void putAddresses(Map<String, String> environment) {
        String gateway = local(ports.of(Part.GATEWAY));
        environment.putIfAbsent("PUBLIC_URL", gateway);
        environment.putIfAbsent("ATRIUM_ISSUER", gateway);
        Part.SERVICES.forEach(service -> environment.putIfAbsent(service.urlVariable(), local(ports.of(service))));
        List<Integer> mocks = ports.all(Part.MOCKS);
        environment.putIfAbsent("EXTERNAL_USER_SERVICE_URL", local(mocks.get(0)));
        environment.putIfAbsent("EXTERNAL_PAYMENT_SERVICE_URL", local(mocks.get(1)));
        environment.putIfAbsent("EXTERNAL_COMMUNICATION_SERVICE_URL", local(mocks.get(2)));
    }

    private void putMockPorts(Map<String, String> environment) {
        List<Integer> mocks = ports.all(Part.MOCKS);
        environment.put("MOCK_USER_PORT", mocks.get(0).toString());
        environment.put("MOCK_PAYMENT_PORT", mocks.get(1).toString());
        environment.put("MOCK_COMMUNICATION_PORT", mocks.get(2).toString());
        environment.putIfAbsent("MOCK_HOST", "127.0.0.1");
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }
}
