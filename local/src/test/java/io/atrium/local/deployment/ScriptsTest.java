package io.atrium.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell scripts, with stand-ins for what they call. */
class ScriptsTest {

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    @Test
    void shouldPrintNothingButJsonOfAFreshCheckout() throws IOException, InterruptedException {
        // Given
        launcher("{\"state\":\"DOWN\"}");

        // When
        Run run = run(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), "./atrium", "status", "--json");

        // Then
        assertThat(run.out()).isEqualTo("{\"state\":\"DOWN\"}\n");
        assertThat(run.err()).contains("Building local");
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --help", "up --foregruond", "infra -h", "down --help", "reset --no", "help up", "-V"})
    void shouldBuildNothingButTheLauncherForHelpAndMistakes(String line) throws IOException, InterruptedException {
        // Given
        launcher("the launcher's answer");

        // When
        Run run = run(
                Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
                Stream.concat(Stream.of("./atrium"), Stream.of(line.split(" ", -1)))
                        .toArray(String[]::new));

        // Then
        assertThat(run.out()).isEqualTo("the launcher's answer\n");
        assertThat(Files.readString(folder.resolve("built.txt"))).contains("-pl local -am package");
        assertThat(folder.resolve(".atrium/run/launcher")).doesNotExist();
    }

    @Test
    void shouldShowTheHelpWithoutAJdk() throws IOException, InterruptedException {
        // Given
        script("atrium", Repository.text("atrium"));

        // When
        Run run = run(Map.of("JAVA_HOME", folder.resolve("none").toString()), "./atrium", "--help");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: ./atrium");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stauts", "supervise", "-x"})
    void shouldRefuseAnUnknownCommandAtOnce(String command) throws IOException, InterruptedException {
        // Given
        script("atrium", Repository.text("atrium"));

        // When
        Run run = run(Map.of(), "./atrium", command);

        // Then
        assertThat(run).isEqualTo(new Run(2, "", "There is no command " + command + "; see ./atrium --help\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "production,PGPASSWORD,dev-postgres,POSTGRES_PASSWORD is a development secret",
        "production,IDENTITY_APP_PASSWORD,dev-identity_app,IDENTITY_APP_PASSWORD is a development secret",
        "development,PGPASSWORD,dev-postgres,psql was called",
        "production,PGPASSWORD,a-long-one,psql was called"
    })
    void shouldRefuseDevelopmentPasswordsInProduction(String mode, String name, String password, String said)
            throws IOException, InterruptedException {
        // Given
        script("bootstrap.sh", Repository.text("deploy/postgres/bootstrap.sh"));
        script("bin/psql", "#!/bin/sh\necho 'psql was called' >&2\nexit 1\n");
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_MODE", mode);
        environment.put(name, password);
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put(
                "ATRIUM_POSTGRES_SCRIPTS", Repository.file("deploy/postgres").toString());

        // When
        Run run = run(environment, "sh", "bootstrap.sh");

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(said);
    }

    /** A checkout where the build makes the launcher and nothing more, and the launcher says one line. */
    private void launcher(String answer) throws IOException {
        script("atrium", Repository.text("atrium"));
        script("mvnw", """
                #!/bin/sh
                echo '[INFO] Building Atrium :: Local 1 [1/1]'
                echo "$*" >> built.txt
                mkdir -p local/target
                : > local/target/local.jar
                """);
        script("jdk/bin/javac", "#!/bin/sh\n");
        script("jdk/bin/java", """
                #!/bin/sh
                case "$*" in
                    *-XshowSettings*) echo "    java.home = $(cd "$(dirname "$0")/.." && pwd)" >&2 ;;
                    *-version*) echo 'openjdk version "17.0.1" 2021-10-19' >&2 ;;
                    *) echo "%s" ;;
                esac
                """.formatted(answer.replace("\"", "\\\"")));
        Files.createDirectories(folder.resolve("local/src/main"));
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ATRIUM") || name.startsWith("PG"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
