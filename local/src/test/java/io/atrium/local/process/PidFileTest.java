package io.atrium.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindTheProcessItNames() throws IOException {
        PidFile file = new PidFile(folder.resolve("self.pid"));

        file.write(ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void shouldNotTakeAnotherProcessWithTheSamePidForIt() throws IOException {
        PidFile file = new PidFile(folder.resolve("reused.pid"));

        Files.writeString(file.path(), ProcessHandle.current().pid() + " 1000000000000\n");

        assertThat(file.process()).isEmpty();
    }

    @Test
    void shouldNotFindProcessThatHasEnded() throws Exception {
        PidFile file = new PidFile(folder.resolve("ended.pid"));
        try (Children children = new Children()) {
            Process process = children.run("exec sleep 60");
            file.write(process.toHandle());

            process.destroyForcibly().waitFor();

            assertThat(file.process()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "x y", "1 2 3"})
    void shouldTreatBrokenFileAsNone(String content) throws IOException {
        PidFile file = new PidFile(folder.resolve("broken.pid"));

        Files.writeString(file.path(), content);

        assertThat(file.process()).isEmpty();
    }

    @Test
    void shouldBeEmptyWithoutFile() throws IOException {
        assertThat(new PidFile(folder.resolve("none.pid")).process()).isEmpty();
    }
}
