package io.atrium.local.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the members of a topology promise each other: names that exist, ports and variables that are different. */
final class TopologyRules {

    private static final String DEAD_LETTERS = ".dlq";

    private final Topology topology;
    private final Set<String> services;
    private final Set<String> providers;
    private final Map<String, Topic> topics;

    TopologyRules(Topology topology) {
        this.topology = topology;
        services = topology.services().stream().map(Service::name).collect(Collectors.toSet());
        providers = topology.providers().stream().map(Provider::name).collect(Collectors.toSet());
        topics = topology.topics().stream().collect(Collectors.toMap(Topic::name, topic -> topic));
    }

    void check() {
        checkPorts();
        topology.services().forEach(this::checkService);
        topology.topics().forEach(this::checkTopic);
        for (int i = 0; i < topology.routes().size(); i++) {
            String service = topology.routes().get(i).service();
            require(services.contains(service), "routes[" + i + "].service", "there is no service " + service);
        }
    }

    private void checkPorts() {
        Map<Object, String> owners = new HashMap<>();
        own(owners, "gateway", topology.gateway());
        own(owners, "postgres", topology.postgres());
        own(owners, "kafka", topology.kafka());
        for (Provider provider : topology.providers()) {
            String member = "mock_providers." + provider.name();
            own(owners, member, provider.port());
            own(owners, member + ".address_variable", provider.addressVariable());
        }
        for (Service service : topology.services()) {
            String member = member(service);
            own(owners, member, service.port());
            own(owners, member + ".address_variable", service.addressVariable());
            service.database().ifPresent(database -> own(owners, member + ".database", database));
        }
    }

    private static void own(Map<Object, String> owners, String member, Port port) {
        own(owners, member + ".port", port.standard());
        own(owners, member + ".port_variable", port.variable());
    }

    private static void own(Map<Object, String> owners, String member, Object value) {
        String other = owners.putIfAbsent(value, member);
        require(other == null, member, value + " is taken by " + other);
    }

    private void checkService(Service service) {
        String member = member(service);
        requireAll(services, service.calls(), member + ".calls", "service");
        requireAll(providers, service.providers(), member + ".providers", "provider in mock_providers");
        requireAll(topics.keySet(), service.consumes(), member + ".consumes", "topic");
        requireAll(topics.keySet(), service.tables(), member + ".tables", "topic");
        requireAll(topics.keySet(), service.writes(), member + ".writes", "topic");
        List<Topic> compacted =
                topology.topics().stream().filter(Topic::compacted).toList();
        Set<String> states = compacted.stream().map(Topic::name).collect(Collectors.toSet());
        requireAll(states, service.tables(), member + ".tables", "compacted topic");
        for (String topic : service.consumes()) {
            String deadLetters = topic + DEAD_LETTERS;
            require(
                    topics.containsKey(deadLetters),
                    member + ".consumes",
                    topic + " needs the topic " + deadLetters + " for what cannot be processed");
        }
    }

    private void checkTopic(Topic topic) {
        String member = "topics." + topic.name();
        require(
                topic.deleted() == topic.retentionMillis().isPresent(),
                member + ".retention_ms",
                "expected with the cleanup policy delete, and with no other");
        if (topic.name().endsWith(DEAD_LETTERS)) {
            String of = topic.name().substring(0, topic.name().length() - DEAD_LETTERS.length());
            require(
                    topology.services().stream()
                            .anyMatch(service -> service.consumes().contains(of)),
                    member,
                    "no service consumes " + of);
        } else {
            require(
                    topology.services().stream()
                            .anyMatch(service -> service.writes().contains(topic.name())),
                    member,
                    "no service writes it");
        }
    }

    private static String member(Service service) {
        return "services." + service.name();
    }

    private static void requireAll(Collection<String> known, List<String> named, String member, String what) {
        for (String name : named) {
            require(known.contains(name), member, "there is no " + what + " " + name);
        }
    }

    private static void require(boolean kept, String member, String problem) {
        if (!kept) {
            throw new TopologyException(member, problem);
        }
    }
}
