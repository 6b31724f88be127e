package io.atrium.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.deployment.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandHelpTest {

    private static final int COLUMNS = 80;

    /** A command that is run ends at this setting, so that a mistake here starts no platform. */
    private static final Map<String, String> UNUSABLE = Map.of("ATRIUM_KAFKA_PORT", "none");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "logs",
                "demo",
                "quarantine",
                "quarantine list",
                "quarantine retry",
                "dead-letters",
                "dead-letters list",
                "dead-letters retry",
                "reset",
                "infra",
                "certificate",
                "help"
            })
    void shouldShowTheHelpOfEachCommandAndRunNothing(String command) {
        // Given
        String usage = "Usage: ./atrium " + command;

        // When
        CommandRun help = run(command + " --help");

        // Then
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains(usage, "\nOptions:\n", "\nExit codes:\n", "\nExample", "  ./atrium " + command, "--help")
                .doesNotContain("supervise");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(folder).isEmptyDirectory();
        assertThat(run(command + " -h")).isEqualTo(help);
        assertThat(run("help " + command)).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "up --foreground", "down", "status", "demo", "quarantine", "dead-letters", "infra"})
    void shouldRunACommandWithoutHelp(String command) {
        assertThat(run(command).out()).doesNotContain("Usage:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h", "help"})
    void shouldShowWhatTheScriptShowsBeforeAnythingIsBuilt(String line) {
        // Given
        Matcher script =
                Pattern.compile("<<'HELP'\n(.*?)HELP\n", Pattern.DOTALL).matcher(Repository.text("atrium"));
        assertThat(script.find()).isTrue();

        // When
        CommandRun help = run(line);

        // Then
        assertThat(help).isEqualTo(new CommandRun(0, script.group(1), ""));
        assertThat(help.out().lines()).allMatch(text -> text.length() <= COLUMNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "up --version", "quarantine retry --version"})
    void shouldShowTheVersionOfTheBuild(String line) {
        // Given
        String version = Repository.all("pom.xml", "<artifactId>atrium</artifactId>\\s+<version>(\\S+)</version>")
                .get(0);

        // When
        CommandRun shown = run(line);

        // Then
        assertThat(shown).isEqualTo(new CommandRun(0, "Atrium " + version + "\n", ""));
    }

    @Test
    void shouldNameEveryLogInTheHelp() {
        assertThat(run("logs --help").out())
                .contains("postgres", "kafka", "identity-service", "gateway", "supervisor", "build");
    }

    private CommandRun run(String line) {
        return CommandRun.of(folder, UNUSABLE, line);
    }
}
