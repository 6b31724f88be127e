package io.atrium.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.local.console.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A=b                     | b
            A = b c                 | b c
            export A=b              | b
            A=b # a comment         | b
            A=b#no comment          | b#no comment
            A=# nothing             | ``
            A=                      | ``
            A='b # $HOST \\n'       | b # $HOST \\n
            A='b' # a comment       | b
            A='b\\'s $HOST'        | b's $HOST
            A='b"c'                 | b"c
            A='b\\\\'                | b\\\\
            A=b'c'd                 | b'c'd
            A="b \\"$HOST\\" \\$HOST" | b "here" $HOST
            A="b\\tc"               | `b\tc`
            A=$HOST/${HOST}         | here/here
            A=${NONE}               | ``
            A=${NONE:-d-e}          | d-e
            A=${EMPTY:-d}           | d
            A=${EMPTY-d}            | ``
            A=p$$w                  | p$w
            A=cost 5$               | cost 5$
            A=b=c==                 | b=c==
            """)
    void shouldReadALineAsComposeDoes(String line, String value) {
        assertThat(DotEnv.parse(line, Map.of("HOST", "here", "EMPTY", ""))).containsExactly(Map.entry("A", value));
    }

    @Test
    void shouldReadWholeFiles() {
        String file = "# a comment\r\n\r\nA=1\r\n  B=\"two\nlines\"\nC=$A-$B\nA=3";

        assertThat(DotEnv.parse(file, Map.of()))
                .containsEntry("A", "3")
                .containsEntry("B", "two\nlines")
                .containsEntry("C", "1-two\nlines");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense          | is not NAME=value
            1A=b              | is not NAME=value
            A='b              | has a quote that does not end
            A='b'c            | has something after its closing quote
            A='b\\'           | has a quote that does not end
            A=${B             | has a ${ without its }
            A=${B:?wanted}    | neither ${NAME} nor ${NAME:-default}
            """)
    void shouldNameTheLineThatCannotBeRead(String line, String reason) {
        assertThatThrownBy(() -> DotEnv.parse("X=1\n" + line, Map.of()))
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("Line 2 of .env ")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldLetTheEnvironmentGoFirst(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(".env"), "A=file\nB=file\nC=\n");

        assertThat(DotEnv.over(file, Map.of("A", "environment"))).isEqualTo(Map.of("A", "environment", "B", "file"));
        assertThat(DotEnv.over(folder.resolve("none"), Map.of("A", "1"))).isEqualTo(Map.of("A", "1"));
    }
}
