package io.atrium.system;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.atrium.kit.embedded.Executables;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rolling restart under load: two replicas of a service behind the deployment's nginx are told to end (SIGTERM) and
 * started again, one after the other. Every request has its regular answer, every change is in the audit trail, and
 * every webhook has its effect once. The suite's own process is one of the replicas, so that the lease of the outbox
 * and the partitions change hands. {@link SuiteLogsCheck} reads the logs afterwards.
 */
class RollingRestartIT {

    @BeforeEach
    void assumeNginx() {
        assumeThat(Executables.find("nginx"))
                .as("nginx, which is not installed")
                .isPresent();
    }

    @Test
    void shouldLoseNothingWhileAReplicaOfTheIntakeAndOneOfItsConsumerAreRestarted() throws IOException {
        // Given
        try (Replicas replicas = Replicas.beside(List.of("webhook-gateway", "integration-service"))) {
            RollingLoad load = RollingLoad.at(replicas.address());

            // When
            try (load) {
                replicas.restartOthers();
            }

            // Then
            load.assertNothingLost();
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(
            strings = {"identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service"})
    void shouldLoseNothingWhileEachReplicaIsRestarted(String service) throws IOException {
        // Given
        try (Replicas replicas = Replicas.beside(List.of(service))) {
            RollingLoad load = RollingLoad.at(replicas.address());

            // When
            try (load) {
                replicas.restartOwn();
                replicas.restartOthers();
            }

            // Then
            load.assertNothingLost();
        }
    }
}
