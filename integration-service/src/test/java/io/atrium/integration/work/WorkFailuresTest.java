package io.atrium.integration.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkFailuresTest {

    @Test
    void shouldTellAnOutageFromAFailureOfTheWork() {
        assertThat(WorkFailures.isOutage(new IOException("Connection refused"))).isTrue();
        assertThat(WorkFailures.isOutage(new PgException("starting up", "FATAL", "57P03", "")))
                .isTrue();
        assertThat(WorkFailures.isOutage(new PgException("no space", "ERROR", "53100", "")))
                .isTrue();
        assertThat(WorkFailures.isOutage(new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Away.")))
                .isTrue();
        assertThat(WorkFailures.isOutage(new PgException("no such column", "ERROR", "42703", "")))
                .isFalse();
        assertThat(WorkFailures.isOutage(new IllegalArgumentException("Not sealed under a known key")))
                .isFalse();
        assertThat(WorkFailures.isOutage(new NullPointerException())).isFalse();
    }

    @Test
    void shouldWaitLongerEachTimeUpToABound() {
        WorkConfig config = new SmallRyeConfigBuilder()
                .withMapping(WorkConfig.class)
                .build()
                .getConfigMapping(WorkConfig.class);

        assertThat(WorkFailures.delay(config, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(WorkFailures.delay(config, 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(WorkFailures.delay(config, Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(10));
    }
}
