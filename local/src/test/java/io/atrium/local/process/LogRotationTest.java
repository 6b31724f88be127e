package io.atrium.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepTheLastRunsLogAlsoWhileTheFileIsOpen() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "last run\n");
        try (OutputStream open = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            LogRotation.rotate(log);
            open.write("this run\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log).hasContent("this run");
        assertThat(folder.resolve("a.log.1")).hasContent("last run");
    }

    @Test
    void shouldDoNothingWithoutLog() throws IOException {
        LogRotation.rotate(folder.resolve("none.log"));

        assertThat(folder).isEmptyDirectory();
    }
}
