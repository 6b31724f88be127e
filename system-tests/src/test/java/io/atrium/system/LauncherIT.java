package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The launcher while the platform runs. */
class LauncherIT {

    @Test
    void shouldSayThatPlatformIsUp() {
        Suite suite = Suite.running();
        long identity = suite.pid("identity-service");

        Suite.Result again = suite.command("up");

        assertThat(again.exitCode()).isZero();
        assertThat(suite.pid("identity-service")).isEqualTo(identity);
    }

    /** {@link RecoveryIT} sees the same of other parts. */
    @Test
    @Tag("full")
    void shouldStartKilledPartAgain() {
        Suite suite = Suite.running();

        long killed = suite.kill("tenant-service");

        Patience.await().untilAsserted(() -> {
            assertThat(suite.status().getString("state")).isEqualTo("UP");
            assertThat(suite.pid("tenant-service")).isNotEqualTo(killed);
        });
    }
}
