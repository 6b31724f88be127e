package io.atrium.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void shouldAlignColumnsWithoutTrailingBlanks() {
        new Console(stream, stream, false)
                .table(List.of(List.of("PART", "PORT"), List.of("kafka", "1"), List.of("x", "22")));

        assertThat(text()).isEqualTo("  PART   PORT\n  kafka  1\n  x      22\n");
    }

    @Test
    void shouldLetNoCellActOnTheTerminal() {
        new Console(stream, stream, true).table(List.of(List.of("KEY"), List.of("a\u001b[2Jb\nc")));

        assertThat(text()).contains("a\\x1b[2Jb\\x0ac").doesNotContain("\u001b[2Jb");
    }

    @Test
    void shouldColourOnlyWhereColoursAreWanted() {
        new Console(stream, stream, false).done("plain");
        new Console(stream, stream, true).done("coloured");

        assertThat(text().lines().toList().get(0)).isEqualTo("  ✓ plain");
        assertThat(text().lines().toList().get(1)).contains("\u001b[32m✓\u001b[0m coloured");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
