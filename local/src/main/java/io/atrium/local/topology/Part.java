package io.atrium.local.topology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of the platform: a process of its own, or the gateway.
 *
 * @param label the name in tables, file names and the route table
 * @param ports where it listens
 * @param service what the topology says of it, when it is one of the services
 */
public record Part(String label, Kind kind, List<Port> ports, Optional<Service> service) {

    /** What is run in a way of its own. */
    public enum Kind {
        POSTGRES,
        KAFKA,
        SERVICE,
        MOCKS,
        GATEWAY
    }

    private static final Topology TOPOLOGY = Topology.ofDeployment();

    public static final Part POSTGRES = part("postgres", Kind.POSTGRES, List.of(TOPOLOGY.postgres()));

    public static final Part KAFKA = part("kafka", Kind.KAFKA, List.of(TOPOLOGY.kafka()));

    /** The mock providers, each with a port, in the order of the topology. */
    public static final Part MOCKS = part(
            "mock-services",
            Kind.MOCKS,
            TOPOLOGY.providers().stream().map(Provider::port).toList());

    public static final Part GATEWAY = part("gateway", Kind.GATEWAY, List.of(TOPOLOGY.gateway()));

    /** The parts that keep data. */
    public static final List<Part> INFRASTRUCTURE = List.of(POSTGRES, KAFKA);

    /** The services, in the order of the topology. */
    public static final List<Part> SERVICES =
            TOPOLOGY.services().stream().map(Part::of).toList();

    /** The services that own a database. */
    public static final List<Part> DATABASE_OWNERS =
            SERVICES.stream().filter(Part::ownsDatabase).toList();

    /** The parts with a JVM of their own, first the one that others wait for. */
    public static final List<Part> WITH_JVM = Stream.of(List.of(KAFKA), SERVICES, List.of(MOCKS))
            .flatMap(List::stream)
            .toList();

    /** All parts, in the order in which a table shows them. */
    public static final List<Part> ALL = Stream.of(INFRASTRUCTURE, SERVICES, List.of(MOCKS, GATEWAY))
            .flatMap(List::stream)
            .toList();

    public Part {
        ports = List.copyOf(ports);
    }

    public boolean ownsDatabase() {
        return service.flatMap(Service::database).isPresent();
    }

    /** The database's name and the prefix of its roles. */
    public String database() {
        return service.flatMap(Service::database)
                .orElseThrow(() -> new IllegalStateException(label + " has no database"));
    }

    /** The variable in which other services find this one. */
    public String addressVariable() {
        return service.map(Service::addressVariable)
                .orElseThrow(() -> new IllegalStateException(label + " is not called by services"));
    }

    /** Finds a part by its name, also without its ending: {@code identity}. */
    public static Optional<Part> of(String name) {
        return ALL.stream()
                .filter(part -> part.label.equals(name)
                        || part.label.equals(name + "-service")
                        || part.label.equals(name + "-services"))
                .findFirst();
    }

    @Override
    public String toString() {
        return label;
    }

    private static Part of(Service service) {
        return new Part(service.name(), Kind.SERVICE, List.of(service.port()), Optional.of(service));
    }

    private static Part part(String label, Kind kind, List<Port> ports) {
        return new Part(label, kind, ports, Optional.empty());
    }
}
