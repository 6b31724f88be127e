package io.atrium.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atrium.local.console.PlatformException;
import io.atrium.local.process.ChildProcess;
import io.atrium.local.process.Liveness;
import io.atrium.local.process.RestartBackoff;
import io.atrium.local.process.Running;
import io.atrium.local.settings.Home;
import io.atrium.local.settings.Ports;
import io.atrium.local.supervisor.PlatformState.PartStatus;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedPartTest {

    private static final Part AUDIT = Part.of("audit-service").orElseThrow();

    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicInteger launches = new AtomicInteger();
    private Home home;
    private PlatformStatus status;
    private SupervisedPart supervised;

    @BeforeEach
    void prepare() {
        home = Home.of(folder, Map.of());
        home.prepare();
        status = new PlatformStatus(home.state(), Ports.of(Map.of()), List.of(AUDIT), false);
        supervised = keeping("exec sleep 60");
    }

    @AfterEach
    void stop() {
        supervised.stop(Duration.ZERO);
    }

    @Test
    void shouldBringUpAndStop() throws IOException {
        supervised.bringUp();
        ProcessHandle process = home.pidFile(AUDIT).process().orElseThrow();

        assertThat(status().state()).isEqualTo(PartState.UP);
        assertThat(status().pid()).isEqualTo(process.pid());

        supervised.stop(GRACE);

        assertThat(Liveness.isAlive(process)).isFalse();
        assertThat(status().state()).isEqualTo(PartState.DOWN);
        assertThat(home.pidFile(AUDIT).path()).doesNotExist();
    }

    @Test
    void shouldStartAgainWhatWasKilled() throws IOException {
        supervised = keeping("echo the last words; exec sleep 60");
        supervised.bringUp();
        ProcessHandle first = home.pidFile(AUDIT).process().orElseThrow();
        await().until(() -> Files.readString(home.log(AUDIT)).contains("words"));

        first.destroyForcibly();

        await().until(() -> launches.get() == 2 && status().state() == PartState.UP);
        assertThat(status().pid()).isNotEqualTo(first.pid());
        assertThat(status().restarts()).isEqualTo(1);
        assertThat(log).anyMatch(line -> line.contains("audit-service") && line.contains("the last words"));
    }

    @Test
    void shouldTryAgainWithGrowingPauses() {
        supervised = keeping("exec sleep 0.05");
        supervised.bringUp();

        await().until(() -> launches.get() >= 4);

        assertThat(log).anyMatch(line -> line.contains("again in"));
        assertThat(status().restarts()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldFailWithTheEndOfTheLogWhenItDiesWhileStarting() {
        supervised = new SupervisedPart(
                AUDIT, neverReady("echo no such secret; exit 3"), home, status, fast(), GRACE, log::add);

        assertThatThrownBy(() -> supervised.bringUp())
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("audit-service died while it started")
                .hasMessageContaining("no such secret");
    }

    @Test
    void shouldStartInAnotherWayAtOnceWhatDiedWhileItStarted() {
        AtomicBoolean another = new AtomicBoolean();
        supervised = new SupervisedPart(AUDIT, deadAtFirst(another), home, status, fast(), GRACE, log::add);

        supervised.bringUp();

        assertThat(another).isTrue();
        assertThat(launches).hasValue(2);
        assertThat(status().state()).isEqualTo(PartState.UP);
    }

    @Test
    void shouldFailWhenItIsNotReadyInTime() {
        supervised = new SupervisedPart(
                AUDIT, neverReady("exec sleep 60"), home, status, fast(), Duration.ofMillis(300), log::add);

        assertThatThrownBy(() -> supervised.bringUp())
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("not ready")
                .hasMessageContaining("the database is away");
    }

    @Test
    void shouldNotStartAgainOnceStopped() {
        supervised.bringUp();
        supervised.stop(GRACE);

        assertThatThrownBy(() -> supervised.bringUp()).isInstanceOf(PlatformException.class);
        assertThat(launches).hasValue(1);
    }

    private SupervisedPart keeping(String script) {
        return new SupervisedPart(AUDIT, () -> child(script), home, status, fast(), GRACE, log::add);
    }

    private PartRunner neverReady(String script) {
        return new PartRunner() {

            @Override
            public Running launch() throws IOException {
                return child(script);
            }

            @Override
            public String unready() {
                return "the database is away";
            }
        };
    }

    private PartRunner deadAtFirst(AtomicBoolean another) {
        return new PartRunner() {

            @Override
            public Running launch() throws IOException {
                return child(another.get() ? "exec sleep 60" : "exit 134");
            }

            @Override
            public String unready() {
                return another.get() ? "" : "it does not answer";
            }

            @Override
            public boolean fallBack() {
                return !another.getAndSet(true);
            }
        };
    }

    private Running child(String script) throws IOException {
        launches.incrementAndGet();
        return ChildProcess.start(List.of("sh", "-c", script), Map.copyOf(System.getenv()), folder, home.log(AUDIT));
    }

    private PartStatus status() {
        try {
            return PlatformState.read(home.state()).orElseThrow().parts().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RestartBackoff fast() {
        return new RestartBackoff(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(1));
    }
}
