package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Provider;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml against the topology. */
class ComposeTopologyTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;
    private static final String MOCKS = "mock-services";

    @Test
    void shouldRunEveryServiceAndProviderAndNothingElseOfOurs() {
        assertThat(Compose.running()).isEqualTo(Deployed.modules().collect(Collectors.toSet()));
        TOPOLOGY.services()
                .forEach(service -> assertThat(Compose.module(service.name())).isEqualTo(service.name()));
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldRunEachServiceOnItsPort(Service service) {
        int port = service.port().standard();

        assertThat(Compose.environment(service.name())).containsEntry("PORT", Integer.toString(port));
        assertThat(Compose.probe(service.name())).isEqualTo("http://localhost:" + port + "/q/health/ready");
        assertThat(Compose.dependencies("gateway")).containsEntry(service.name(), "service_healthy");
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldTellEachServiceWhereTheOthersAre(Service service) {
        TOPOLOGY.services()
                .forEach(other -> assertThat(Compose.environment(service.name()))
                        .containsEntry(
                                other.addressVariable(),
                                "http://" + other.name() + ":" + other.port().standard()));
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldTellWhereProvidersAreToTheServicesThatCallThem(Service service) {
        for (Provider provider : TOPOLOGY.providers()) {
            String variable = provider.addressVariable();
            String address = "${%s:-http://mock-%s:%d}"
                    .formatted(variable, provider.name(), provider.port().standard());
            if (service.providers().contains(provider.name())) {
                assertThat(Compose.environment(service.name())).containsEntry(variable, address);
            } else {
                assertThat(Compose.environment(service.name())).doesNotContainKey(variable);
            }
        }
    }

    @Test
    void shouldRunEachMockProviderOnItsPortUnderItsName() {
        List<Integer> ports = TOPOLOGY.providers().stream()
                .map(provider -> provider.port().standard())
                .toList();
        var networks = Compose.<Object>map(Compose.container(MOCKS).get("networks"));

        assertThat(Compose.environment(MOCKS).get("MOCK_PROVIDERS"))
                .isEqualTo(TOPOLOGY.providers().stream().map(Provider::name).collect(Collectors.joining(",")));
        assertThat(Compose.<Object>map(networks.get("edge")).get("aliases"))
                .isEqualTo(TOPOLOGY.providers().stream()
                        .map(provider -> "mock-" + provider.name())
                        .toList());
        assertThat(Compose.container(MOCKS))
                .containsEntry(
                        "ports",
                        ports.stream()
                                .map(port -> "127.0.0.1:" + port + ":" + port)
                                .toList());
        assertThat(Compose.probe(MOCKS)).isEqualTo("http://localhost:" + ports.get(0) + "/q/health/ready");
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldMigrateTheDatabaseBeforeItsServiceStarts(Service service) {
        assertThat(Compose.dependencies(service.name())).containsEntry("topics", "service_completed_successfully");
        assertThat(Compose.environment(service.name()).containsKey("DATABASE_HOST"))
                .isEqualTo(service.database().isPresent());
        service.database().ifPresent(database -> {
            String migration = database + "-migrate";
            assertThat(Compose.dependencies(service.name())).containsEntry(migration, "service_completed_successfully");
            assertThat(Compose.module(migration)).isEqualTo(service.name());
            assertThat(Compose.dependencies(migration)).containsEntry("databases", "service_completed_successfully");
            assertThat(Compose.container(migration))
                    .containsEntry("command", List.of("migrate"))
                    .containsEntry("restart", "no");
        });
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.Deployed#services")
    void shouldGiveEachServiceThePasswordsOfItsOwnDatabase(Service service) {
        for (String role : TOPOLOGY.databaseRoles()) {
            String variable = "DATABASE_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD";
            if (service.database().isEmpty()) {
                assertThat(Compose.environment(service.name())).doesNotContainKey(variable);
                continue;
            }
            String database = service.database().get();
            String container = role.equals("owner") ? database + "-migrate" : service.name();
            assertThat(Compose.environment(container))
                    .containsEntry(variable, "${%s:-dev-%s_%s}".formatted(password(database, role), database, role));
        }
    }

    /** Development's where none is set, so that production mode refuses each by its name. */
    @Test
    void shouldMakeEveryRoleWithItsPassword() {
        Map<String, String> passwords = new TreeMap<>();
        Deployed.databases()
                .forEach(database -> TOPOLOGY.databaseRoles()
                        .forEach(role -> passwords.put(
                                password(database, role),
                                "${%s:-dev-%s_%s}".formatted(password(database, role), database, role))));

        assertThat(Compose.environment("databases").entrySet().stream()
                        .filter(variable -> variable.getKey().endsWith("_PASSWORD"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .isEqualTo(passwords);
    }

    @Test
    void shouldPublishTheGatewayAndTheRestToThisMachineAlone() {
        String port = Integer.toString(TOPOLOGY.gateway().standard());

        assertThat(Compose.CONTAINERS.keySet().stream()
                        .filter(name -> Compose.container(name).containsKey("ports")))
                .containsExactlyInAnyOrder(MOCKS, "gateway", "prometheus");
        assertThat(Compose.container("prometheus"))
                .containsEntry("profiles", List.of("observability"))
                .containsEntry("ports", List.of("127.0.0.1:${PROMETHEUS_PORT:-9090}:9090"));
        assertThat(Compose.container("gateway"))
                .containsEntry(
                        "ports",
                        List.of("${%s:-%s}:%s".formatted(TOPOLOGY.gateway().variable(), port, port)));
        assertThat(Repository.text("deploy/gateway/start.sh"))
                .contains("listen " + port + ";", "listen " + port + " ssl;");
    }

    private static String password(String database, String role) {
        return (database + "_" + role + "_PASSWORD").toUpperCase(Locale.ROOT);
    }
}
