package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.kubernetes.Network.End;
import io.atrium.local.topology.RouteRow;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connection that can be tried, against those that the topology has: the network policies let no other through. */
class ArrowsTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;
    private static final Map<String, Integer> PORTS = TOPOLOGY.services().stream()
            .collect(Collectors.toMap(Service::name, service -> service.port().standard()));
    private static final int POSTGRES = 5432;
    private static final int KAFKA = 9092;

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldLetThroughTheArrowsOfTheTopologyAndNoOthers(Overlay overlay) {
        Network network = new Network(overlay);
        List<End> ends = ends(overlay);
        Set<Integer> ports = Stream.concat(
                        PORTS.values().stream(), Stream.of(8000, 8090, POSTGRES, KAFKA, 53, 80, 443, 6443))
                .collect(Collectors.toSet());
        Set<String> arrows = new TreeSet<>();

        for (End from : ends) {
            for (End to : ends) {
                ports.stream()
                        .filter(port -> !from.equals(to) && isOurs(overlay, from, to) && network.lets(from, to, port))
                        .forEach(port -> arrows.add(arrow(from.name(), to.name(), port)));
            }
        }

        assertThat(arrows).isEqualTo(expected(overlay, ports));
    }

    private static Set<String> expected(Overlay overlay, Set<Integer> ports) {
        Set<String> arrows = new TreeSet<>();
        Set<String> names = overlay.workloads().map(Workload::name).collect(Collectors.toSet());
        names.forEach(name -> arrows.add(arrow(name, "dns", 53)));
        TOPOLOGY.routes().stream()
                .map(RouteRow::service)
                .forEach(service -> arrows.add(arrow("gateway", service, PORTS.get(service))));
        Stream.of("internet", "private-address", "metadata-address", "stranger", "prometheus", "operator", "dns")
                .forEach(anybody -> arrows.add(arrow(anybody, "gateway", 8000)));
        for (Service service : TOPOLOGY.services()) {
            service.calls().forEach(other -> arrows.add(arrow(service.name(), other, PORTS.get(other))));
            service.database().ifPresent(database -> arrows.add(arrow(service.name(), "postgres", POSTGRES)));
            arrows.add(arrow(service.name(), "kafka", KAFKA));
            if (!service.providers().isEmpty()) {
                ports.forEach(port -> arrows.add(arrow(service.name(), "internet", port)));
            }
            if (overlay == Overlay.OPERATORS) {
                arrows.add(arrow("prometheus", service.name(), PORTS.get(service.name())));
            }
        }
        arrows.add(arrow("databases", "postgres", POSTGRES));
        if (names.contains("topics")) {
            arrows.add(arrow("topics", "kafka", KAFKA));
        }
        if (overlay == Overlay.OPERATORS) {
            arrows.add(arrow("operator", "postgres", POSTGRES));
            arrows.add(arrow("operator", "postgres", 8000));
        }
        return arrows;
    }

    /** Engines and what is outside have their own rules of what they call. */
    private static boolean isOurs(Overlay overlay, End from, End to) {
        boolean engine = from.name().equals("postgres") || from.name().equals("kafka");
        boolean foreign = overlay.workloads()
                        .noneMatch(workload -> workload.name().equals(to.name()))
                && overlay.workloads().noneMatch(workload -> workload.name().equals(from.name()));
        return !engine && (!foreign || (overlay == Overlay.OPERATORS && to.isIn("atrium")));
    }

    private static List<End> ends(Overlay overlay) {
        List<End> ends = new ArrayList<>();
        overlay.workloads()
                .forEach(workload -> ends.add(End.pod(
                        workload.name(), "atrium", workload.podLabels(), PORTS.getOrDefault(workload.name(), 0))));
        if (overlay == Overlay.OPERATORS) {
            ends.add(End.pod("postgres", "atrium", labels("cnpg.io/cluster", "postgres"), 0));
            ends.add(End.pod("kafka", "atrium", labels("strimzi.io/cluster", "kafka", "strimzi.io/kind", "Kafka"), 0));
        } else {
            ends.add(End.outside("postgres", "10.20.0.10"));
            ends.add(End.outside("kafka", "10.20.0.17"));
        }
        ends.add(End.pod("dns", "kube-system", labels("k8s-app", "kube-dns"), 0));
        ends.add(End.pod("prometheus", "monitoring", labels("app.kubernetes.io/name", "prometheus"), 0));
        ends.add(End.pod("operator", "cnpg-system", labels("app.kubernetes.io/name", "cloudnative-pg"), 0));
        ends.add(End.pod("stranger", "default", labels("app.kubernetes.io/name", "gateway"), 0));
        ends.add(End.outside("internet", "203.0.113.5"));
        ends.add(End.outside("private-address", "10.96.0.1"));
        ends.add(End.outside("metadata-address", "169.254.169.254"));
        return ends;
    }

    private static JsonNode labels(String... pairs) {
        var labels = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    private static String arrow(String from, String to, int port) {
        return from + " -> " + to + ":" + port;
    }
}
