package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldSpreadProbesWithinTheJitter() {
        ProbeSchedule schedule = new ProbeSchedule(config(MINUTE, 0.1));

        List<Duration> delays = Stream.generate(schedule::next).limit(1_000).toList();

        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66)));
        assertThat(delays.stream().distinct().count()).isGreaterThan(100);
    }

    @Test
    void shouldSpreadFirstProbesOverTheInterval() {
        ProbeSchedule schedule = new ProbeSchedule(config(MINUTE, 0));

        List<Duration> delays = Stream.generate(schedule::first).limit(1_000).toList();

        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, MINUTE));
        assertThat(delays.stream().filter(delay -> delay.toSeconds() < 30).count())
                .isBetween(350L, 650L);
        assertThat(schedule.next()).isEqualTo(MINUTE);
    }

    @Test
    void shouldRefuseToStartOnWhatIsNoInterval() {
        assertThatThrownBy(() -> new ProbeSchedule(config(Duration.ZERO, 0.1)))
                .hasMessageContaining("integration.probe.interval");
        assertThatThrownBy(() -> new ProbeSchedule(config(MINUTE, 2))).hasMessageContaining("integration.probe.jitter");
    }

    private static ProbeConfig config(Duration interval, double jitter) {
        return new Settings(true, interval, jitter);
    }

    /** No anonymous class: Quarkus takes the bounds of its methods for interceptors there, and does not start. */
    private record Settings(boolean enabled, Duration interval, double jitter) implements ProbeConfig {}
}
