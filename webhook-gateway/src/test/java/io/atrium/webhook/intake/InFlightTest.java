package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final UUID loud = UUID.randomUUID();
    private final UUID quiet = UUID.randomUUID();
    private final InFlight inFlight = InFlight.of(config());

    private static IntakeConfig config() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(IntakeConfig.class)
                .withDefaultValue("webhook-gateway.intake.max-in-flight", "8")
                .withDefaultValue("webhook-gateway.intake.max-in-flight-after-failure", "6")
                .withDefaultValue("webhook-gateway.intake.max-bytes-in-flight", "2000")
                .build();
        return config.getConfigMapping(IntakeConfig.class);
    }

    @Test
    void shouldKeepHalfOfTheEventsForOthers() {
        for (int i = 0; i < 4; i++) {
            assertThat(inFlight.enter(loud, 1, false)).isTrue();
        }

        assertThat(inFlight.enter(loud, 1, false)).isFalse();
        assertThat(inFlight.enter(quiet, 1, false)).isTrue();
        assertThat(inFlight.events()).isEqualTo(5);
    }

    @Test
    void shouldKeepHalfOfTheBytesForOthers() {
        assertThat(inFlight.enter(loud, 900, false)).isTrue();

        assertThat(inFlight.enter(loud, 101, false)).isFalse();
        assertThat(inFlight.enter(loud, 100, false)).isTrue();
        assertThat(inFlight.enter(quiet, 1000, false)).isTrue();
    }

    @Test
    void shouldLetAFewWaitForAPartitionThatFailsHalfOfThemOfOneOrganization() {
        for (int i = 0; i < 3; i++) {
            assertThat(inFlight.enter(loud, 1, true)).isTrue();
        }

        assertThat(inFlight.enter(loud, 1, true)).isFalse();
        assertThat(inFlight.enter(quiet, 1, true)).isTrue();
        assertThat(inFlight.enter(quiet, 1, true)).isFalse();
        assertThat(inFlight.enter(quiet, 1, false)).isTrue();
        inFlight.leave(loud, 1, true);
        assertThat(inFlight.enter(quiet, 1, true)).isTrue();
    }

    @Test
    void shouldHaveRoomAgainWhenAnEventLeaves() {
        inFlight.enter(loud, 1000, false);

        inFlight.leave(loud, 1000, false);

        assertThat(inFlight.enter(loud, 1000, false)).isTrue();
        assertThat(inFlight.events()).isEqualTo(1);
    }
}
