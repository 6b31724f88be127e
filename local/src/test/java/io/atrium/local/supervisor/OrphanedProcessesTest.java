package io.atrium.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.process.Children;
import io.atrium.local.process.Liveness;
import io.atrium.local.settings.Home;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedProcessesTest {

    private static final Part AUDIT = Part.of("audit-service").orElseThrow();

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void prepare() {
        home = Home.of(folder, Map.of());
        home.prepare();
    }

    @Test
    void shouldEndWhatThePidFilesName() throws IOException {
        try (Children children = new Children()) {
            Process child = children.run("exec sleep 60");
            home.pidFile(AUDIT).write(child.toHandle());

            int ended = new OrphanedProcesses(home).end();

            assertThat(ended).isEqualTo(1);
            assertThat(Liveness.isAlive(child.toHandle())).isFalse();
            assertThat(home.pidFile(AUDIT).path()).doesNotExist();
        }
    }

    @Test
    void shouldEndWhatWasStartedWithoutPidFileYet() throws IOException {
        try (Children children = new Children()) {
            Process child = children.run("sleep 60; :", home.mark(), "-jar");

            int ended = new OrphanedProcesses(home).end();

            assertThat(ended).isEqualTo(1);
            assertThat(Liveness.isAlive(child.toHandle())).isFalse();
        }
    }

    @Test
    void shouldLeaveAloneWhatIsNotThisPlatforms() throws IOException {
        try (Children children = new Children()) {
            Process other = children.run("sleep 60; :", home.mark() + "-beside", "-jar");
            Process supervisor = children.run("sleep 60; :", home.mark(), "-cp", "supervise");
            Process reused = children.run("exec sleep 60");
            Files.writeString(home.pidFile(AUDIT).path(), reused.pid() + " 1000000000000\n");

            int ended = new OrphanedProcesses(home).end();

            assertThat(ended).isZero();
            assertThat(other.isAlive()).isTrue();
            assertThat(supervisor.isAlive()).isTrue();
            assertThat(reused.isAlive()).isTrue();
        }
    }

    @Test
    void shouldFindSupervisorThatHasOnlyJustBegun() throws IOException {
        try (Children children = new Children()) {
            Process supervisor = children.run("sleep 60; :", home.mark(), "-cp", "supervise");

            assertThat(new OrphanedProcesses(home).supervisors()).containsExactly(supervisor.toHandle());
        }
    }
}
