package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.Repository;
import io.atrium.local.topology.Provider;
import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables of each container, against what runs in it reads and against the topology. */
class EnvironmentTest {

    private static final Topology TOPOLOGY = Deployed.TOPOLOGY;

    @ParameterizedTest
    @MethodSource("services")
    void shouldSetNothingThatTheServiceDoesNotRead(Overlay overlay, Service service) {
        assertThat(ReadVariables.of(service.name()).all())
                .containsAll(environment(overlay, service).keySet());
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldSetWhatTheServiceCannotGuess(Overlay overlay, Service service) {
        Set<String> required = new HashSet<>(ReadVariables.of(service.name()).required());
        required.removeAll(addressesNotCalled(service));

        assertThat(environment(overlay, service).keySet()).containsAll(required);
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldTellWhereTheServicesAreThatItCallsAndNoOthers(Overlay overlay, Service service) {
        Map<String, String> addresses = TOPOLOGY.services().stream()
                .filter(other -> service.calls().contains(other.name()))
                .collect(Collectors.toMap(
                        Service::addressVariable,
                        other -> "http://" + other.name() + ":" + other.port().standard()));

        assertThat(environment(overlay, service))
                .containsEntry("PORT", Integer.toString(service.port().standard()))
                .containsAllEntriesOf(addresses)
                .doesNotContainKeys(addressesNotCalled(service).toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldGiveThePasswordsOfItsOwnDatabaseAlone(Overlay overlay, Service service) {
        Map<String, String> passwords = new HashMap<>(environment(overlay, service));
        passwords.keySet().removeIf(name -> !name.matches("DATABASE_[A-Z]+_PASSWORD"));

        assertThat(passwords)
                .isEqualTo(service.database().stream()
                        .flatMap(database -> TOPOLOGY.databaseRoles().stream()
                                .filter(role -> !role.equals("owner"))
                                .map(role -> Map.entry(
                                        "DATABASE_" + upper(role) + "_PASSWORD",
                                        "secret database-" + database + "/" + role)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldMigrateBeforeTheServiceStartsAndGiveTheOwnersPasswordToNobodyElse(Overlay overlay, Service service) {
        Workload workload = overlay.workload(service.name());
        List<Map<String, String>> migrations = workload.initContainers()
                .filter(container -> container.path("args").toString().equals("[\"migrate\"]")
                        && container.path("image").equals(workload.main().path("image")))
                .map(workload::environment)
                .toList();

        assertThat(migrations).hasSize(service.database().isPresent() ? 1 : 0);
        service.database()
                .ifPresent(database -> assertThat(migrations.get(0))
                        .containsOnlyKeys(ReadVariables.ofMigration())
                        .containsEntry("DATABASE_OWNER_PASSWORD", "secret database-" + database + "-owner/owner")
                        .containsEntry("ATRIUM_MODE", "production"));
        assertThat(workload.environment(workload.main()).toString()).doesNotContain("owner", "OWNER");
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldRunInProductionModeOnSecretsByReference(Overlay overlay, Service service) {
        Map<String, String> environment = environment(overlay, service);

        assertThat(environment).containsEntry("ATRIUM_MODE", "production");
        environment.forEach((name, value) -> {
            if (name.matches(".*(PASSWORD|KEY|KEY_PREVIOUS|REDIS_URL)")) {
                assertThat(value).as(name).startsWith("secret ");
            }
        });
        assertThat(environment.containsKey("WEBHOOK_SOURCE_KEY"))
                .isEqualTo(Set.of("webhook-gateway", "integration-service").contains(service.name()));
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void shouldMakeEveryRoleWithItsPassword(Overlay overlay) {
        Workload job = overlay.workload("databases");
        Map<String, String> environment = job.environment(job.main());
        Map<String, String> expected = Deployed.databases().stream()
                .flatMap(database -> TOPOLOGY.databaseRoles().stream()
                        .map(role -> Map.entry(
                                upper(database + "_" + role + "_PASSWORD"),
                                "secret database-" + database + (role.equals("owner") ? "-owner/" : "/") + role)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> limits = TOPOLOGY.databaseRoles().stream()
                .map(role -> "DATABASE_CONNECTIONS_" + upper(role))
                .collect(Collectors.toSet());

        assertThat(environment)
                .containsAllEntriesOf(expected)
                .containsKeys(limits.toArray(String[]::new))
                .hasSize(expected.size() + limits.size() + 8)
                .containsKeys("ATRIUM_MODE", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGCONNECT_TIMEOUT")
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/etc/atrium/postgres/ca.crt");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void shouldSetNothingThatTheScriptOfTopicsDoesNotRead(Overlay overlay) {
        Set<String> read = new HashSet<>(Repository.all("deploy/kafka/create-topics.sh", "\\$\\{([A-Z_]+)[:}]"));
        read.add("LOG_DIR");

        overlay.workloads()
                .filter(workload -> workload.name().equals("topics"))
                .forEach(job -> assertThat(job.environment(job.main()))
                        .containsEntry("REPLICATION_FACTOR", "3")
                        .containsEntry("MIN_INSYNC_REPLICAS", "2")
                        .satisfies(set -> assertThat(read).containsAll(set.keySet())));
    }

    static Stream<Arguments> services() {
        return Overlay.platforms()
                .flatMap(overlay -> TOPOLOGY.services().stream()
                        .map(service -> Arguments.of(overlay, Named.of(service.name(), service))));
    }

    static Stream<Overlay> platforms() {
        return Overlay.platforms();
    }

    private static Map<String, String> environment(Overlay overlay, Service service) {
        Workload workload = overlay.workload(service.name());
        return workload.environment(workload.main());
    }

    private static Set<String> addressesNotCalled(Service service) {
        Stream<String> services = TOPOLOGY.services().stream()
                .filter(other -> !service.calls().contains(other.name()))
                .map(Service::addressVariable);
        Stream<String> providers = TOPOLOGY.providers().stream()
                .filter(provider -> !service.providers().contains(provider.name()))
                .map(Provider::addressVariable);
        return Stream.concat(services, providers).collect(Collectors.toSet());
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
