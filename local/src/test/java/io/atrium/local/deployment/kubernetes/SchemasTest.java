package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every manifest as an overlay renders it, against the types and schemas of its kind. */
class SchemasTest {

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheFormOfItsKind(Overlay overlay) {
        Map<String, List<String>> faults = new TreeMap<>();
        overlay.resources().forEach(resource -> faults.put(id(resource), faults(resource)));
        faults.values().removeIf(List::isEmpty);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveEachResourceOnce(Overlay overlay) {
        Map<String, Long> counts =
                overlay.resources().stream().collect(Collectors.groupingBy(SchemasTest::id, Collectors.counting()));

        assertThat(counts).isNotEmpty().values().containsOnly(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, /spec/template/spec/containers/0, readinesProbe",
        "NetworkPolicy, /spec, policyType",
        "HorizontalPodAutoscaler, /spec/behavior, scaleSideways",
        "Cluster, /spec, instance",
        "Kafka, /spec/kafka/listeners/0, tsl",
        "HTTPRoute, /spec/rules/0, backends",
        "ServiceMonitor, /spec/endpoints/0, every"
    })
    void shouldRefuseAMemberThatTheKindDoesNotHave(String kind, String place, String member) {
        ObjectNode resource = Overlay.OPERATORS.all(kind).get(0).deepCopy();
        ((ObjectNode) resource.at(place)).put(member, "x");

        assertThat(faults(resource)).anyMatch(fault -> fault.contains(member));
    }

    @Test
    void shouldRefuseAValueThatTheSchemaDoesNotAllow() {
        var pool = Overlay.OPERATORS.all("KafkaNodePool").get(0).deepCopy();
        pool.withObject("/spec").putArray("roles").add("leader");

        assertThat(faults(pool)).anyMatch(fault -> fault.contains("roles"));
    }

    private static List<String> faults(JsonNode resource) {
        Function<JsonNode, List<String>> check = Models.has(resource) ? Models::faults : CustomResourceSchemas::faults;
        return check.apply(resource);
    }

    private static String id(JsonNode resource) {
        return resource.path("kind").asText() + " " + Overlay.name(resource);
    }
}
