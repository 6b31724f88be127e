package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topic;
import io.atrium.local.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topics that the deployment creates, that contracts names, that services hold and write, against the topology. */
class TopicsTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;

    @Test
    void shouldCreateTheTopicsOfTheTopology() {
        List<Topic> created = Repository.text("deploy/kafka/topics.conf")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(TopicsTest::created)
                .toList();

        assertThat(created).containsExactlyInAnyOrderElementsOf(TOPOLOGY.topics());
    }

    @Test
    void shouldNameEveryTopicInContracts() {
        assertThat(ContractTopics.set("IN_USE")).isEqualTo(names(topic -> true));
        assertThat(ContractTopics.set("COMPACTED")).isEqualTo(names(Topic::compacted));
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldHoldTheTablesOfTheTopologyAlone(Service service) {
        Set<String> held = Stream.of("service-kit/messaging", service.name())
                .flatMap(module -> ContractTopics.usedIn(module, "tables\\.open\\("))
                .collect(Collectors.toSet());

        assertThat(held).isEqualTo(Set.copyOf(service.tables()));
    }

    /** By the outbox, where the database lets a role do so, and straight from the code. */
    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldWriteTheTopicsOfTheTopologyAlone(Service service) {
        String privileges = service.name() + "/src/test/resources/database-privileges.txt";
        Stream<String> byOutbox = service.database().isPresent()
                ? Repository.all(privileges, "\ntopic (\\S+) +SEND").stream()
                : Stream.empty();
        Stream<String> straight = Stream.of("service-kit/messaging", service.name())
                .flatMap(module -> ContractTopics.usedIn(module, "(?:sender\\.send|new ProducerRecord<>)\\("));

        assertThat(Stream.concat(byOutbox, straight).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(service.writes()));
    }

    /** Without those for dead letters. */
    private static Set<String> names(Predicate<Topic> which) {
        return TOPOLOGY.topics().stream()
                .filter(which)
                .map(Topic::name)
                .filter(name -> !name.endsWith(".dlq"))
                .collect(Collectors.toSet());
    }

    private static Topic created(String line) {
        List<String> columns = List.of(line.split("\\s+"));
        Map<String, String> settings = columns.subList(2, columns.size()).stream()
                .map(setting -> Arrays.asList(setting.split("=", 2)))
                .collect(Collectors.toMap(pair -> pair.get(0), pair -> pair.get(1)));
        return new Topic(
                columns.get(0),
                Integer.parseInt(columns.get(1)),
                settings.getOrDefault("cleanup.policy", ""),
                settings.containsKey("retention.ms")
                        ? OptionalLong.of(Long.parseLong(settings.getOrDefault("retention.ms", "")))
                        : OptionalLong.empty());
    }
}
