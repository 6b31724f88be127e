package io.atrium.local.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of the platform, in the order in which a table shows them. */
public enum Part {
    POSTGRES("postgres", new Port("ATRIUM_POSTGRES_PORT", 15_432)),
    KAFKA("kafka", new Port("ATRIUM_KAFKA_PORT", 19_092)),
    IDENTITY("identity-service", new Port("ATRIUM_IDENTITY_PORT", 8081)),
    TENANT("tenant-service", new Port("ATRIUM_TENANT_PORT", 8082)),
    AUDIT("audit-service", new Port("ATRIUM_AUDIT_PORT", 8083)),
    WEBHOOK_GATEWAY("webhook-gateway", new Port("ATRIUM_WEBHOOK_GATEWAY_PORT", 8084)),
    INTEGRATION("integration-service", new Port("ATRIUM_INTEGRATION_PORT", 8085)),
    MOCKS(
            "mock-services",
            new Port("ATRIUM_MOCK_USER_PORT", 8001),
            new Port("ATRIUM_MOCK_PAYMENT_PORT", 8002),
            new Port("ATRIUM_MOCK_COMMUNICATION_PORT", 8003)),
    GATEWAY("gateway", new Port("ATRIUM_GATEWAY_PORT", 8000));

    /** The parts that keep data. */
    public static final List<Part> INFRASTRUCTURE = List.of(POSTGRES, KAFKA);

    /** The five services. */
    public static final List<Part> SERVICES = List.of(IDENTITY, TENANT, AUDIT, WEBHOOK_GATEWAY, INTEGRATION);

    /** The services that own a database, of the same name as the enum constant. */
    public static final List<Part> DATABASE_OWNERS = List.of(IDENTITY, TENANT, AUDIT, INTEGRATION);

    /** The parts with a JVM of their own, first the one that others wait for. */
    public static final List<Part> WITH_JVM =
            List.of(KAFKA, IDENTITY, TENANT, AUDIT, WEBHOOK_GATEWAY, INTEGRATION, MOCKS);

    private final String label;
    private final List<Port> ports;

    Part(String label, Port... ports) {
        this.label = label;
        this.ports = List.of(ports);
    }

    /** The name in tables, file names and the route table. */
    public String label() {
        return label;
    }

    public List<Port> ports() {
        return ports;
    }

    /** The database's name and the prefix of its roles. */
    public String database() {
        if (!DATABASE_OWNERS.contains(this)) {
            throw new IllegalStateException(label + " has no database");
        }
        return name().toLowerCase(Locale.ROOT);
    }

    /** The variable in which other services find this one. */
    public String urlVariable() {
        return switch (this) {
            case IDENTITY, TENANT, AUDIT, INTEGRATION -> name() + "_SERVICE_URL";
            case WEBHOOK_GATEWAY -> "WEBHOOK_GATEWAY_URL";
            case POSTGRES, KAFKA, MOCKS, GATEWAY ->
                throw new IllegalStateException(label + " is not called by services");
        };
    }

    /** Finds a part by its name, also without its ending: {@code identity}. */
    public static Optional<Part> of(String name) {
        return Arrays.stream(values())
                .filter(part -> part.label.equals(name)
                        || part.label.equals(name + "-service")
                        || part.label.equals(name + "-services"))
                .findFirst();
    }

    /**
     * A port and the variable that moves it.
     *
     * @param standard the port when the variable is not set
     */
    public record Port(String variable, int standard) {}
}
