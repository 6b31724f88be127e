package io.atrium.integration.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.health.IntegrationHealth.Status;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRulesTest {

    private final HealthRules rules = new HealthRules(
            new SmallRyeConfigBuilder().withMapping(HealthConfig.class).build().getConfigMapping(HealthConfig.class));

    @ParameterizedTest
    @CsvSource({
        // status, calls, failures, good in a row, circuit open, next status
        "UNKNOWN,   0,   0,  0, false, UNKNOWN",
        "UNKNOWN,   1,   0,  1, false, HEALTHY",
        "UNKNOWN,   1,   1,  0, false, UNKNOWN",
        "UNKNOWN,   2,   2,  0, false, DEGRADED",
        "UNKNOWN,   3,   3,  0, false, UNHEALTHY",
        "HEALTHY,   1,   1,  0, false, HEALTHY",
        "HEALTHY,   2,   1,  0, false, HEALTHY",
        "HEALTHY,   5,   2,  0, false, DEGRADED",
        "HEALTHY, 100,   9,  0, false, HEALTHY",
        "HEALTHY, 100,  10,  0, false, DEGRADED",
        "HEALTHY,   5,   3,  0, false, UNHEALTHY",
        "HEALTHY, 900,   5,  0, true,  UNHEALTHY",
        "HEALTHY,   0,   0,  0, false, HEALTHY",
        // better only far enough below the share, and after several good calls
        "DEGRADED, 100,  9,  9, false, DEGRADED",
        "DEGRADED, 100,  5,  9, false, DEGRADED",
        "DEGRADED, 100,  4,  2, false, DEGRADED",
        "DEGRADED, 100,  4,  3, false, HEALTHY",
        "DEGRADED, 100, 50,  0, false, UNHEALTHY",
        "DEGRADED,   0,  0,  0, false, DEGRADED",
        "UNHEALTHY,  4,  3,  1, false, UNHEALTHY",
        "UNHEALTHY, 10,  3,  7, false, UNHEALTHY",
        "UNHEALTHY, 20,  3,  7, false, DEGRADED",
        "UNHEALTHY, 99,  3,  2, false, UNHEALTHY",
        "UNHEALTHY, 99,  3,  3, false, HEALTHY",
        "UNHEALTHY, 99,  3,  3, true,  UNHEALTHY"
    })
    void shouldTellTheNextStatus(
            Status current, long calls, long failures, int goodInRow, boolean circuitOpen, Status next) {
        assertThat(rules.next(current, new HealthRules.Facts(calls, failures, goodInRow, circuitOpen)))
                .isEqualTo(next);
    }

    @Test
    void shouldNotFlapAtAShareBetweenTheLimits() {
        Status status = Status.HEALTHY;
        int changes = 0;

        // between 9 and 11 of a hundred fail, for a long time
        for (int i = 0; i < 1_000; i++) {
            Status next = rules.next(status, new HealthRules.Facts(100, 9 + i % 3, i % 8, false));
            changes += next == status ? 0 : 1;
            status = next;
        }

        assertThat(status).isEqualTo(Status.DEGRADED);
        assertThat(changes).isEqualTo(1);
    }
}
