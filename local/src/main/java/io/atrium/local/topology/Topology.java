package io.atrium.local.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform is made of, in the order of the file.
 *
 * @param databaseRoles the kinds of roles that each database has
 * @param routes the gateway's table: the first row that matches wins
 */
public record Topology(
        Port gateway,
        Port postgres,
        Port kafka,
        List<String> databaseRoles,
        List<Provider> providers,
        List<Service> services,
        List<Topic> topics,
        List<RouteRow> routes) {

    private static final String RESOURCE = "/deploy/topology.json";

    public Topology {
        databaseRoles = List.copyOf(databaseRoles);
        providers = List.copyOf(providers);
        services = List.copyOf(services);
        topics = List.copyOf(topics);
        routes = List.copyOf(routes);
    }

    /**
     * The deployment's, as packaged with this program.
     *
     * @throws TopologyException when the file cannot be used
     */
    public static Topology ofDeployment() {
        try (InputStream in = Topology.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Not packaged: " + RESOURCE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a topology.
     *
     * @throws TopologyException when it cannot be used
     */
    public static Topology parse(String json) {
        Topology topology = TopologyReader.read(json);
        new TopologyRules(topology).check();
        return topology;
    }

    /** Every port of {@code ./atrium}. */
    public List<Port> ports() {
        List<Port> ports = new ArrayList<>(List.of(gateway, postgres, kafka));
        services.forEach(service -> ports.add(service.port()));
        providers.forEach(provider -> ports.add(provider.port()));
        return ports;
    }
}
