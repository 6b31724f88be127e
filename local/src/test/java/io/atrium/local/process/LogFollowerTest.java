package io.atrium.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {

    @TempDir
    Path folder;

    private final List<String> seen = new ArrayList<>();
    private final LogFollower follower = new LogFollower(seen::add);

    @Test
    void shouldHandOnWholeLinesThatCameAfterItBegan() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "old\n");
        follower.add("a | ", log);

        Files.writeString(log, "one\ntw", StandardOpenOption.APPEND);
        follower.poll();
        Files.writeString(log, "o\n", StandardOpenOption.APPEND);
        follower.poll();

        assertThat(seen).containsExactly("a | one", "a | two");
    }

    @Test
    void shouldBeginAnewWhenTheFileIsRotated() throws IOException {
        Path log = Files.writeString(folder.resolve("b.log"), "a long old line\n");
        follower.add("", log);

        Files.writeString(log, "new\n");
        follower.poll();

        assertThat(seen).containsExactly("new");
    }

    @Test
    void shouldShowWhatATerminalWouldObeyAsText() throws IOException {
        Path log = folder.resolve("d.log");
        follower.add("d | ", log);

        Files.writeString(log, "GET /\u001b]0;owned\u0007 \u009b31m\r\n");
        follower.poll();

        assertThat(seen)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("d | GET /")
                        .contains("]0;owned")
                        .matches("[^\\p{Cntrl}\u0080-\u009f]*"));
        assertThat(LogTail.lines(log, 1))
                .singleElement()
                .satisfies(line -> assertThat(line).matches("[^\\p{Cntrl}\u0080-\u009f]*"));
    }

    @Test
    void shouldReadTheEndOfALog() throws IOException {
        Path log = Files.writeString(folder.resolve("c.log"), "1\n2\n\n3\n");

        assertThat(LogTail.lines(log, 2)).containsExactly("2", "3");
        assertThat(LogTail.lines(folder.resolve("none.log"), 2)).isEmpty();
    }
}
