package io.atrium.local.topology;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads each member of the file by its type and range; {@link TopologyRules} holds them against each other. */
final class TopologyReader {

    private static final Pattern ANY = Pattern.compile(".+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9.-]*");
    private static final Pattern CLEANUP = Pattern.compile("delete|compact|compact,delete");
    private static final Pattern PATH = Pattern.compile("/\\S*");
    private static final Pattern METHOD = Pattern.compile("DELETE|GET|PATCH|POST|PUT");

    private static final String A_NAME = "a name such as tenant-service";
    private static final String A_TOPIC = "a topic such as atrium.changes.v1";
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_PARTITIONS = 1_000;
    private static final long LARGEST_BODY = 1L << 30;

    private TopologyReader() {}

    static Topology read(String json) {
        return Members.ofText(json).whole(TopologyReader::topology);
    }

    private static Topology topology(Members file) {
        file.text("description", ANY, "a text");
        Members gateway = file.object("gateway");
        Members postgres = file.object("postgres");
        long maxBodyBytes = maxBodyBytes(gateway);
        Topology topology = new Topology(
                port(gateway),
                port(postgres),
                file.object("kafka").whole(TopologyReader::port),
                postgres.texts("roles", DATABASE, "a kind of role such as app"),
                file.object("mock_providers").each(NAME, A_NAME, TopologyReader::provider),
                file.object("services").each(NAME, A_NAME, TopologyReader::service),
                file.object("topics").each(TOPIC, A_TOPIC, TopologyReader::topic),
                file.objects("routes", route -> route(route, maxBodyBytes)));
        gateway.end();
        postgres.end();
        return topology;
    }

    private static Port port(Members listener) {
        return new Port(listener.text("port_variable", VARIABLE, "a variable such as ATRIUM_TENANT_PORT"), (int)
                listener.number("port", 1, LARGEST_PORT));
    }

    private static Provider provider(String name, Members provider) {
        return new Provider(name, port(provider), addressVariable(provider));
    }

    private static Service service(String name, Members service) {
        return new Service(
                name,
                port(service),
                addressVariable(service),
                service.has("database")
                        ? Optional.of(service.text("database", DATABASE, "a name such as tenant"))
                        : Optional.empty(),
                service.texts("calls", NAME, A_NAME),
                service.has("providers") ? service.texts("providers", NAME, A_NAME) : List.of(),
                service.texts("consumes", TOPIC, A_TOPIC),
                service.texts("tables", TOPIC, A_TOPIC),
                service.texts("writes", TOPIC, A_TOPIC));
    }

    private static Topic topic(String name, Members topic) {
        return new Topic(
                name,
                (int) topic.number("partitions", 1, MOST_PARTITIONS),
                topic.text("cleanup_policy", CLEANUP, "delete, compact or compact,delete"),
                topic.has("retention_ms")
                        ? OptionalLong.of(topic.number("retention_ms", 1, Long.MAX_VALUE))
                        : OptionalLong.empty());
    }

    private static RouteRow route(Members route, long defaultMaxBodyBytes) {
        return new RouteRow(
                route.text("path", PATH, "a path, which begins with a slash"),
                route.has("methods") ? route.texts("methods", METHOD, "DELETE, GET, PATCH, POST or PUT") : List.of(),
                route.text("service", NAME, A_NAME),
                route.has("target")
                        ? Optional.of(route.text("target", PATH, "a path, which begins with a slash"))
                        : Optional.empty(),
                route.has("max_body_bytes") ? maxBodyBytes(route) : defaultMaxBodyBytes);
    }

    private static long maxBodyBytes(Members members) {
        return members.number("max_body_bytes", 1, LARGEST_BODY);
    }

    private static String addressVariable(Members members) {
        return members.text("address_variable", VARIABLE, "a variable such as TENANT_SERVICE_URL");
    }
}
