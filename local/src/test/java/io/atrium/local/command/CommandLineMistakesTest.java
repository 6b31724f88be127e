package io.atrium.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineMistakesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stauts                      | There is no command stauts. Did you mean status? | ./atrium
            -x                          | ./atrium has no option -x.                       | ./atrium
            up --foregruond             | ./atrium up has no option --foregruond. Did you mean --foreground? | ./atrium up
            up --foreground=true        | should be specified without 'true' parameter     | ./atrium up
            up now                      | ./atrium up takes no argument now.               | ./atrium up
            down --all                  | ./atrium down has no option --all.               | ./atrium down
            status --jsn                | ./atrium status has no option --jsn.             | ./atrium status
            status @file                | ./atrium status takes no argument @file.         | ./atrium status
            logs                        | ./atrium logs needs SERVICE: one of postgres,    | ./atrium logs
            logs nosuch                 | There is no log of nosuch; it is one of postgres, | ./atrium logs
            logs kafka gateway          | ./atrium logs takes no argument gateway.         | ./atrium logs
            logs kafka -x               | ./atrium logs has no option -x.                  | ./atrium logs
            demo --json                 | ./atrium demo has no option --json.              | ./atrium demo
            reset --no                  | ./atrium reset has no option --no.               | ./atrium reset
            infra --foreground          | ./atrium infra has no option --foreground.       | ./atrium infra
            quarantine lst              | There is no command lst. Did you mean list?      | ./atrium quarantine
            quarantine --all            | ./atrium quarantine has no option --all.         | ./atrium quarantine
            quarantine list --all       | ./atrium quarantine list has no option --all.    | ./atrium quarantine list
            quarantine retry            | (specify one of these): (ID...                               | ./atrium quarantine retry
            quarantine retry 12         | 12 is not the id of a message                    | ./atrium quarantine retry
            quarantine retry --all 12   | ./atrium quarantine retry takes no argument 12.  | ./atrium quarantine retry
            dead-letters retry          | (specify one of these): (TOPIC...                               | ./atrium dead-letters retry
            dead-letters retry --al     | Did you mean --all?                              | ./atrium dead-letters retry
            help nosuch                 | There is no command nosuch.                      | ./atrium
            help quarantine nosuch      | There is no command nosuch.                      | ./atrium quarantine
            """)
    void shouldRefuseWhatCannotBeUnderstood(String line, String said, String command) {
        // Given
        Map<String, String> unusable = Map.of("ATRIUM_KAFKA_PORT", "none");

        // When
        CommandRun refused = CommandRun.of(folder, unusable, line);

        // Then
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains(said).endsWith("See " + command + " --help\n");
        assertThat(folder).isEmptyDirectory();
    }
}
