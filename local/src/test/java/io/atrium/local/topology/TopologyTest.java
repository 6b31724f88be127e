package io.atrium.local.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTest {

    private static final String FILE = """
            {
              "description": "a small platform",
              "gateway": {"port": 80, "port_variable": "GATEWAY_PORT", "max_body_bytes": 1000},
              "postgres": {"port": 81, "port_variable": "POSTGRES_PORT", "roles": ["owner", "app"]},
              "kafka": {"port": 82, "port_variable": "KAFKA_PORT"},
              "mock_providers": {
                "mail": {"port": 83, "port_variable": "MAIL_PORT", "address_variable": "MAIL_URL"}
              },
              "services": {
                "a": {
                  "port": 84, "port_variable": "A_PORT", "address_variable": "A_URL", "database": "a",
                  "calls": ["b"], "consumes": [], "tables": ["states"], "writes": ["facts", "states"]
                },
                "b": {
                  "port": 85, "port_variable": "B_PORT", "address_variable": "B_URL",
                  "calls": [], "providers": ["mail"], "consumes": ["facts"], "tables": [], "writes": []
                }
              },
              "topics": {
                "facts": {"partitions": 2, "cleanup_policy": "delete", "retention_ms": 5000},
                "facts.dlq": {"partitions": 1, "cleanup_policy": "delete", "retention_ms": 6000},
                "states": {"partitions": 1, "cleanup_policy": "compact"}
              },
              "routes": [
                {"path": "/a/{id}", "methods": ["GET"], "service": "a", "target": "/x", "max_body_bytes": 7},
                {"path": "/**", "service": "b"}
              ]
            }
            """;

    @Test
    void shouldReadEveryMember() {
        Topology topology = Topology.parse(FILE);

        assertThat(topology.ports())
                .containsExactly(
                        new Port("GATEWAY_PORT", 80),
                        new Port("POSTGRES_PORT", 81),
                        new Port("KAFKA_PORT", 82),
                        new Port("A_PORT", 84),
                        new Port("B_PORT", 85),
                        new Port("MAIL_PORT", 83));
        assertThat(topology.databaseRoles()).containsExactly("owner", "app");
        assertThat(topology.providers()).containsExactly(new Provider("mail", new Port("MAIL_PORT", 83), "MAIL_URL"));
        assertThat(topology.services())
                .containsExactly(
                        new Service(
                                "a",
                                new Port("A_PORT", 84),
                                "A_URL",
                                Optional.of("a"),
                                List.of("b"),
                                List.of(),
                                List.of(),
                                List.of("states"),
                                List.of("facts", "states")),
                        new Service(
                                "b",
                                new Port("B_PORT", 85),
                                "B_URL",
                                Optional.empty(),
                                List.of(),
                                List.of("mail"),
                                List.of("facts"),
                                List.of(),
                                List.of()));
        assertThat(topology.topics())
                .containsExactly(
                        new Topic("facts", 2, "delete", OptionalLong.of(5000)),
                        new Topic("facts.dlq", 1, "delete", OptionalLong.of(6000)),
                        new Topic("states", 1, "compact", OptionalLong.empty()));
        assertThat(topology.routes())
                .containsExactly(
                        new RouteRow("/a/{id}", List.of("GET"), "a", Optional.of("/x"), 7),
                        new RouteRow("/**", List.of(), "b", Optional.empty(), 1000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // types and ranges
                "\"port\": 84 | \"port\": \"84\" | services.a.port: expected a number from 1 to 65535, found \"84\"",
                "\"port\": 84 | \"port\": 65536 | services.a.port: expected a number from 1 to 65535, found 65536",
                "\"port\": 84 | \"port\": 84.5 | services.a.port: expected a number from 1 to 65535, found 84.5",
                "\"port\": 84, | | services.a.port: expected a number from 1 to 65535, found nothing",
                "\"calls\": [\"b\"] | \"calls\": \"b\" | services.a.calls: expected an array, found \"b\"",
                "\"calls\": [\"b\"] | \"calls\": [7] | services.a.calls[0]: expected a name such as tenant-service, found 7",
                "\"calls\": [\"b\"] | \"calls\": [\"b\", \"b\"] | services.a.calls[1]: b is there twice",
                "\"kafka\": { | \"kafka\": 1, \"k\": { | kafka: expected an object, found 1",
                "\"A_PORT\" | \"a.port\" | services.a.port_variable: expected a variable such as ATRIUM_TENANT_PORT, found",
                "\"compact\" | \"keep\" | topics.states.cleanup_policy: expected delete, compact or compact,delete, found",
                "[\"GET\"] | [\"get\"] | routes[0].methods[0]: expected DELETE, GET, PATCH, POST or PUT, found \"get\"",
                "\"/**\" | \"**\" | routes[1].path: expected a path, which begins with a slash, found",
                "\"b\": { | \"B\": { | services.B: expected a name such as tenant-service as the name of the member",
                "\"database\": | \"databse\": | services.a.databse: there is no such member; known here: address_variable,",
                "\"roles\": | \"role\": [], \"roles\": | postgres.role: there is no such member",
                // what members promise each other
                "\"port\": 84 | \"port\": 80 | services.a.port: 80 is taken by gateway.port",
                "A_PORT | B_PORT | services.b.port_variable: B_PORT is taken by services.a.port_variable",
                "A_URL | B_URL | services.b.address_variable: B_URL is taken by services.a.address_variable",
                "\"calls\": [\"b\"] | \"calls\": [\"c\"] | services.a.calls: there is no service c",
                "[\"mail\"] | [\"post\"] | services.b.providers: there is no provider in mock_providers post",
                "\"service\": \"b\" | \"service\": \"c\" | routes[1].service: there is no service c",
                "\"consumes\": [\"facts\"] | \"consumes\": [\"news\"] | services.b.consumes: there is no topic news",
                "\"consumes\": [\"facts\"] | \"consumes\": [\"states\"] | services.b.consumes: states needs the topic states.dlq",
                "\"consumes\": [\"facts\"] | \"consumes\": [] | topics.facts.dlq: no service consumes facts",
                "\"tables\": [\"states\"] | \"tables\": [\"facts\"] | services.a.tables: there is no compacted topic facts",
                "[\"facts\", \"states\"] | [\"facts\"] | topics.states: no service writes it",
                ", \"retention_ms\": 5000 | | topics.facts.retention_ms: expected with the cleanup policy delete"
            })
    void shouldSayWhichMemberIsWrongAndWhatWasExpected(String is, @Nullable String instead, String problem) {
        assertThat(FILE).contains(is);
        String bad = FILE.replace(is, instead == null ? "" : instead);

        assertThatThrownBy(() -> Topology.parse(bad))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("deploy/topology.json: " + problem);
    }

    @Test
    void shouldSayWhatIsNotJson() {
        assertThatThrownBy(() -> Topology.parse("{\"description\": "))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("deploy/topology.json: not JSON");
    }
}
