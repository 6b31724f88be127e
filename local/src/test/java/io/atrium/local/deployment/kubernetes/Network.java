package io.atrium.local.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the policies of an overlay let through, by the rules of networking.k8s.io/v1. */
final class Network {

    private static final String OURS = "atrium";

    private final List<JsonNode> policies;

    Network(Overlay overlay) {
        policies = new ArrayList<>(overlay.all("NetworkPolicy"));
        overlay.find("Kafka", "kafka").ifPresent(kafka -> policies.add(ofStrimzi(kafka)));
    }

    /** Whether a connection can be made: both ends allow it. */
    boolean lets(End from, End to, int port) {
        return allows("Egress", from, to, to, port) && allows("Ingress", to, from, to, port);
    }

    private boolean allows(String direction, End end, End other, End server, int port) {
        List<JsonNode> selecting = policies.stream()
                .filter(policy ->
                        Kustomization.texts(policy.at("/spec/policyTypes")).contains(direction))
                .filter(policy -> end.isIn(OURS) && matches(policy.at("/spec/podSelector"), end.labels()))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy ->
                                list(policy.at("/spec/" + (direction.equals("Egress") ? "egress" : "ingress"))))
                        .anyMatch(rule -> hasPeer(rule, direction, other) && hasPort(rule, server, port));
    }

    private static boolean hasPeer(JsonNode rule, String direction, End other) {
        JsonNode peers = rule.path(direction.equals("Egress") ? "to" : "from");
        return peers.isMissingNode() || any(peers, peer -> isPeer(peer, other));
    }

    private static boolean isPeer(JsonNode peer, End other) {
        if (peer.has("ipBlock")) {
            return other.address()
                    .filter(address -> address.isWithin(peer.at("/ipBlock/cidr").asText()))
                    .filter(address -> Kustomization.texts(peer.at("/ipBlock/except")).stream()
                            .noneMatch(address::isWithin))
                    .isPresent();
        }
        boolean namespace = peer.has("namespaceSelector")
                ? other.namespace().isPresent() && matches(peer.path("namespaceSelector"), other.labelsOfNamespace())
                : other.isIn(OURS);
        return namespace && (!peer.has("podSelector") || matches(peer.path("podSelector"), other.labels()));
    }

    private static boolean hasPort(JsonNode rule, End server, int port) {
        return !rule.has("ports")
                || any(
                        rule.path("ports"),
                        allowed -> allowed.path("port").isTextual()
                                ? allowed.path("port").asText().equals("http") && server.isHttp(port)
                                : allowed.path("port").asInt() == port);
    }

    private static boolean matches(JsonNode selector, JsonNode labels) {
        return StreamSupport.stream(
                                ((Iterable<String>) () ->
                                                selector.path("matchLabels").fieldNames())
                                        .spliterator(),
                                false)
                        .allMatch(key -> selector.path("matchLabels").path(key).equals(labels.path(key)))
                && list(selector.path("matchExpressions"))
                        .allMatch(one -> one.path("operator").asText().equals("In")
                                && Kustomization.texts(one.path("values"))
                                        .contains(labels.path(one.path("key").asText())
                                                .asText()));
    }

    /** The policy that Strimzi makes of a listener's peers. */
    private static JsonNode ofStrimzi(ObjectNode kafka) {
        JsonNode listener = kafka.at("/spec/kafka/listeners/0");
        ObjectNode policy = kafka.objectNode();
        ObjectNode spec = policy.putObject("spec");
        spec.putArray("policyTypes").add("Ingress");
        spec.putObject("podSelector").putObject("matchLabels").put("strimzi.io/cluster", Overlay.name(kafka));
        ObjectNode rule = spec.putArray("ingress").addObject();
        rule.set("from", listener.path("networkPolicyPeers"));
        rule.putArray("ports").addObject().set("port", listener.path("port"));
        return policy;
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> test) {
        return list(list).anyMatch(test);
    }

    private static Stream<JsonNode> list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** One end of a connection: a pod in a namespace, or an address outside of the cluster. */
    record End(String name, Optional<String> namespace, JsonNode labels, Optional<Address> address, int http) {

        static End pod(String name, String namespace, JsonNode labels, int http) {
            return new End(name, Optional.of(namespace), labels, Optional.empty(), http);
        }

        static End outside(String name, String address) {
            return new End(name, Optional.empty(), MissingNode.getInstance(), Optional.of(Address.of(address)), 0);
        }

        boolean isIn(String other) {
            return namespace.filter(other::equals).isPresent();
        }

        boolean isHttp(int port) {
            return http == port;
        }

        JsonNode labelsOfNamespace() {
            return JsonNodeFactory.instance.objectNode().put("kubernetes.io/metadata.name", namespace.orElseThrow());
        }
    }

    /** An IPv4 address. */
    record Address(long value) {

        static Address of(String text) {
            long value = 0;
            for (String part : text.split("\\.")) {
                value = value << 8 | Integer.parseInt(part);
            }
            return new Address(value);
        }

        boolean isWithin(String range) {
            if (range.contains(":")) {
                return false;
            }
            String[] parts = range.split("/");
            int free = 32 - Integer.parseInt(parts[1]);
            return value >> free == of(parts[0]).value() >> free;
        }
    }
}
