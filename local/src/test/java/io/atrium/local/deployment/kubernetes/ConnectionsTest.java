package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.deployment.Deployed;
import io.atrium.local.deployment.Repository;
import io.atrium.local.topology.Service;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As many replicas as there may be find a place in PostgreSQL. */
class ConnectionsTest {

    /** One more while a new version comes, and one that still ends. */
    private static final int DURING_A_ROLLOUT = 2;

    private static final String KIT = "service-kit/data/src/main/resources/META-INF/microprofile-config.properties";

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldLetEveryRoleConnectFromEveryReplica(Overlay overlay) {
        Workload job = overlay.workload("databases");
        Map<String, String> limits = job.environment(job.main());

        for (Service service : Deployed.TOPOLOGY.services()) {
            service.database()
                    .ifPresent(database -> Deployed.TOPOLOGY.databaseRoles().stream()
                            .filter(role -> !role.equals("owner"))
                            .forEach(role -> assertThat(replicas(overlay, service) * pool(service, role))
                                    .as(service.name() + " " + role)
                                    .isLessThanOrEqualTo(Integer.parseInt(
                                            limits.get("DATABASE_CONNECTIONS_" + role.toUpperCase(Locale.ROOT))))));
        }
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.deployment.kubernetes.Overlay#platforms")
    void shouldHavePlaceInPostgresForAllOfThem(Overlay overlay) {
        int most = Deployed.TOPOLOGY.services().stream()
                .filter(service -> service.database().isPresent())
                .mapToInt(service -> replicas(overlay, service)
                        * Deployed.TOPOLOGY.databaseRoles().stream()
                                .filter(role -> !role.equals("owner"))
                                .mapToInt(role -> pool(service, role))
                                .sum())
                .sum();

        overlay.find("Cluster", "postgres")
                .ifPresent(cluster -> assertThat(cluster.at("/spec/postgresql/parameters/max_connections")
                                .asInt())
                        .isGreaterThan(most));
    }

    @Test
    void shouldLetTheOperatorConnectToTheDatabaseThatTheScriptCloses() {
        assertThat(Repository.text("deploy/postgres/1_roles.sql"))
                .contains("REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;");
        assertThat(Kustomization.texts(
                        Overlay.OPERATORS.one("Cluster", "postgres").at("/spec/bootstrap/initdb/postInitSQL")))
                .contains("GRANT CONNECT ON DATABASE postgres TO streaming_replica, cnpg_metrics_exporter");
    }

    private static int replicas(Overlay overlay, Service service) {
        return overlay.one("HorizontalPodAutoscaler", service.name())
                        .at("/spec/maxReplicas")
                        .asInt()
                + DURING_A_ROLLOUT;
    }

    private static int pool(Service service, String role) {
        String key = "quarkus.datasource." + (role.equals("app") ? "" : role + ".") + "reactive.max-size";
        Properties kit = Repository.properties(KIT);
        return Integer.parseInt(Repository.settings(service.name()).getProperty(key, kit.getProperty(key)));
    }
}
