package io.atrium.local.deployment;

import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The topology of the checkout, for the tests that hold other files against it. */
public final class Deployed {

    public static final Topology TOPOLOGY = Topology.parse(Repository.text("deploy/topology.json"));

    private Deployed() {}

    public static Stream<Named<Service>> services() {
        return TOPOLOGY.services().stream().map(service -> Named.of(service.name(), service));
    }

    public static List<String> databases() {
        return TOPOLOGY.services().stream()
                .flatMap(service -> service.database().stream())
                .toList();
    }

    /** What is deployed as an image of ours: the services and the mock providers' module. */
    static Stream<String> modules() {
        return Stream.concat(TOPOLOGY.services().stream().map(Service::name), Stream.of("mock-services"));
    }

    /** The word for a service in keys and commands: {@code identity}, {@code webhook-gateway}. */
    static String shortName(Service service) {
        return service.name().replace("-service", "");
    }
}
