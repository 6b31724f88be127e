package io.atrium.local.settings;

import io.atrium.local.topology.Part;
import io.atrium.local.topology.Provider;
import io.atrium.local.topology.Topology;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The environment of each part: the caller's own, with the addresses of this platform. What the caller has set of the
 * public settings stays; the addresses of the embedded parts are always this platform's.
 */
public final class Environment {

    private static final String OWNER = "owner";

    /** Its pool is the default one, which has no name. */
    private static final String APP = "app";

    private final Topology topology = Topology.ofDeployment();
    private final Map<String, String> inherited;
    private final Ports ports;

    public Environment(Map<String, String> inherited, Ports ports) {
        this.inherited = Map.copyOf(inherited);
        this.ports = ports;
    }

    /** For a service; the database owner's password is not among it. */
    public Map<String, String> of(Part part) {
        Map<String, String> environment = new HashMap<>(inherited);
        environment.keySet().removeIf(name -> name.endsWith("_OWNER_PASSWORD"));
        environment.put("PORT", Integer.toString(ports.of(part)));
        environment.putIfAbsent("QUARKUS_HTTP_HOST", "127.0.0.1");
        putInfrastructure(environment);
        putAddresses(environment);
        if (part.ownsDatabase()) {
            roles().forEach(kind -> environment.put(
                    "DATABASE_" + kind.toUpperCase(Locale.ROOT) + "_PASSWORD",
                    Secrets.passwordOf(part.database() + "_" + kind, inherited)));
        }
        if (part.kind() == Part.Kind.MOCKS) {
            putMockPorts(environment);
        }
        return environment;
    }

    /** For the one-shot migration, the only holder of the owner's password. */
    public Map<String, String> ofMigration(Part part) {
        Map<String, String> environment = of(part);
        environment.put("DATABASE_OWNER_PASSWORD", Secrets.passwordOf(part.database() + "_" + OWNER, inherited));
        return environment;
    }

    private void putInfrastructure(Map<String, String> environment) {
        environment.put("DATABASE_HOST", "localhost");
        environment.put("DATABASE_PORT", Integer.toString(ports.of(Part.POSTGRES)));
        // Loopback, and servers of this platform alone; what is said for others does not hold for them.
        environment.put("DATABASE_SSLMODE", "disable");
        environment.put("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT");
        environment.keySet().removeIf(name -> name.startsWith("KAFKA_SSL_") || name.startsWith("KAFKA_SASL_"));
        environment.remove("DATABASE_SSLROOTCERT");
        // Each idle connection is a process of the server; at rest a laptop needs few.
        environment.putIfAbsent("QUARKUS_DATASOURCE_REACTIVE_IDLE_TIMEOUT", "PT10S");
        roles().filter(kind -> !kind.equals(APP))
                .forEach(kind -> environment.putIfAbsent(
                        "QUARKUS_DATASOURCE_" + kind.toUpperCase(Locale.ROOT) + "_REACTIVE_IDLE_TIMEOUT", "PT10S"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + ports.of(Part.KAFKA));
    }

    private void putAddresses(Map<String, String> environment) {
        String gateway = GatewayCertificate.scheme(inherited) + "://localhost:" + ports.of(Part.GATEWAY);
        environment.putIfAbsent("PUBLIC_URL", gateway);
        environment.putIfAbsent("ATRIUM_ISSUER", environment.getOrDefault("PUBLIC_URL", gateway));
        Part.SERVICES.forEach(service -> environment.putIfAbsent(service.addressVariable(), local(ports.of(service))));
        topology.providers()
                .forEach(provider ->
                        environment.putIfAbsent(provider.addressVariable(), local(ports.of(provider.port()))));
    }

    private void putMockPorts(Map<String, String> environment) {
        for (Provider provider : topology.providers()) {
            String variable = "MOCK_" + provider.name().toUpperCase(Locale.ROOT) + "_PORT";
            environment.put(variable, Integer.toString(ports.of(provider.port())));
        }
        environment.putIfAbsent("MOCK_HOST", "127.0.0.1");
        GatewayCertificate.of(inherited)
                .ifPresent(certificate -> environment.putIfAbsent(
                        "MOCK_WEBHOOK_CERTIFICATE", certificate.chain().toString()));
    }

    /** The kinds of roles whose passwords a running service has. */
    private Stream<String> roles() {
        return topology.databaseRoles().stream().filter(kind -> !kind.equals(OWNER));
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }
}
