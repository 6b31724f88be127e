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
        script("bin/psql", "#!/bin/sh\necho 'psql was called' >&2\nexit 1\n");

        // When
        Run run = bootstrap(Map.of("ATRIUM_MODE", mode, name, password));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(said);
    }

    @Test
    void shouldNameEverySettingThatProductionRefuses() throws IOException, InterruptedException {
        // When
        Run run = bootstrap(Map.of(
                "ATRIUM_MODE", "production",
                "PGHOST", "postgres",
                "PGPASSWORD", "dev-postgres",
                "AUDIT_APP_PASSWORD", "dev-audit_app"));

        // Then
        assertThat(run)
                .isEqualTo(new Run(
                        1,
                        "",
                        "Settings that production mode refuses: POSTGRES_PASSWORD is a development secret;"
                                + " PGSSLMODE is not set: verify-full, or disable where the network is private;"
                                + " AUDIT_APP_PASSWORD is a development secret\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-full", "disable"})
    void shouldConnectInProductionAsItIsSaid(String sslmode) throws IOException, InterruptedException {
        // Given
        script("bin/psql", "#!/bin/sh\necho \"psql was called with $PGSSLMODE\" >&2\nexit 1\n");

        // When
        Run run = bootstrap(Map.of(
                "ATRIUM_MODE", "production", "PGHOST", "postgres", "PGPASSWORD", "a-long-one", "PGSSLMODE", sslmode));

        // Then
        assertThat(run.err()).contains("psql was called with " + sslmode);
    }

    @Test
    void shouldConnectToKafkaByTheSettingsOfItsClients() throws IOException, InterruptedException {
        // Given
        script("bin/kafka-topics", """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    [ "$1" != --command-config ] || cat "$2" >client.txt
                    shift
                done
                """);
        script("create-topics.sh", Repository.text("deploy/kafka/create-topics.sh"));
        script("topics.conf", "a 1 cleanup.policy=delete\n");

        // When
        Run run = run(
                Map.of(
                        "KAFKA_TOPICS_TOOL", folder.resolve("bin/kafka-topics").toString(),
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SASL_JAAS_CONFIG", "a.Module required password=\"a\\b\";",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.crt"),
                "sh",
                "create-topics.sh");

        // Then
        assertThat(run.code()).isZero();
        assertThat(folder.resolve("client.txt"))
                .hasContent("security.protocol=SASL_SSL\nsasl.jaas.config=a.Module required password=\"a\\\\b\";\n"
                        + "ssl.truststore.location=/ca.crt\n");
    }

    @Test
    void shouldSayThatItRunsWithDevelopmentsPasswordsWhereNothingIsSet() throws IOException, InterruptedException {
        // Given
        script("bin/psql", "#!/bin/sh\n");

        // When
        Run run = bootstrap(Map.of());

        // Then
        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        "ATRIUM_MODE is not set (no .env?): development, with passwords and keys that everybody can read\n",
                        ""));
    }

    @Test
    void shouldReplaceDevelopmentsPasswordOfTheSuperuser() throws IOException, InterruptedException {
        // Given
        serverWithPassword("dev-postgres");

        // When
        Run run = bootstrap(Map.of("ATRIUM_MODE", "production", "PGPASSWORD", "a new one", "PGUSER", "postgres"));

        // Then
        assertThat(run.out())
                .isEqualTo("The superuser postgres had development's password still;"
                        + " it has the one of POSTGRES_PASSWORD now\n");
        assertThat(folder.resolve("password")).content().isEqualTo("a new one\n");
    }

    @Test
    void shouldSayWhatToDoWhereAnotherPasswordIsInForce() throws IOException, InterruptedException {
        // Given
        serverWithPassword("another one");

        // When
        Run run = bootstrap(Map.of("ATRIUM_MODE", "production", "PGPASSWORD", "a new one", "PGUSER", "postgres"));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("PostgreSQL refuses POSTGRES_PASSWORD as the password of postgres. ")
                .contains("docker compose exec postgres psql --username=postgres --command='\\password'");
        assertThat(folder.resolve("password")).content().isEqualTo("another one\n");
    }

    /** A psql whose server has this password, and a new one after ALTER ROLE. */
    private void serverWithPassword(String password) throws IOException {
        Files.writeString(folder.resolve("password"), password + "\n");
        script("bin/psql", """
                #!/bin/sh
                if [ "$PGPASSWORD" != "$(cat password)" ]; then
                    echo 'FATAL:  password authentication failed for user "postgres"' >&2
                    exit 2
                fi
                case "$*" in
                    *--command* | *--file*) exit 0 ;;
                esac
                if grep -q 'ALTER ROLE CURRENT_USER PASSWORD'; then
                    echo "$PGPASSWORD_NEW" >password
                fi
                """);
    }

    private Run bootstrap(Map<String, String> settings) throws IOException, InterruptedException {
        script("bootstrap.sh", Repository.text("deploy/postgres/bootstrap.sh"));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("DATABASE_WAIT_SECONDS", "0");
        environment.put(
                "ATRIUM_POSTGRES_SCRIPTS", Repository.file("deploy/postgres").toString());
        return run(environment, "sh", "bootstrap.sh");
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
