package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.local.deployment.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are named, told and made by a script, and are not here. */
class SecretsTest {

    private static final Pattern ROW = Pattern.compile("\n\\| `([a-z-]+)` \\| ([^|]*) ?\\| ([^|]*) ?\\| [^|]+ \\|");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z_.]+)`");
    private static final String SUPERUSER = "postgres-superuser/";

    @TempDir
    private Path folder;

    @Test
    void shouldHaveNoSecretAmongTheManifests() {
        assertThat(Overlay.everything())
                .noneMatch(resource -> resource.path("kind").asText().equals("Secret"));
    }

    @Test
    void shouldTellEveryKeyOfEverySecret() {
        String readme = Repository.text("deploy/README.md");
        String table = readme.substring(readme.indexOf("| Secret | keys |"), readme.indexOf("A changed Secret"));
        Set<String> told = new TreeSet<>();
        ROW.matcher(table).results().forEach(row -> {
            codes(row.group(2)).forEach(key -> told.add(row.group(1) + "/" + key));
            codes(row.group(3)).forEach(key -> told.add(row.group(1) + "/" + key + "?"));
        });

        assertThat(told).isEqualTo(used());
    }

    @Test
    void shouldMakeEveryKeyThatIsRequired() throws IOException, InterruptedException {
        // Given
        Path kubectl = folder.resolve("kubectl");
        Files.writeString(kubectl, """
                #!/bin/sh
                case "$3" in
                    get) ;;
                    create) sed "s|^|$6/|" >>"%s" ;;
                esac
                """.formatted(folder.resolve("made.txt")));
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        ProcessBuilder script = new ProcessBuilder(List.of(
                "sh", Repository.file("deploy/kubernetes/create-secrets.sh").toString()));
        script.environment().put("KUBECTL", kubectl.toString());

        // When
        int code = script.inheritIO().start().waitFor();

        // Then
        List<String> made = Files.readAllLines(folder.resolve("made.txt"));
        assertThat(code).isZero();
        assertThat(made.stream().map(line -> line.substring(0, line.indexOf('='))))
                .containsExactlyInAnyOrderElementsOf(used().stream()
                        .filter(key -> !key.endsWith("?") && !key.startsWith(SUPERUSER))
                        .toList());
        assertThat(made.stream().map(line -> line.substring(line.indexOf('=') + 1)))
                .doesNotHaveDuplicates()
                .allMatch(value -> value.matches("[\\w-]{44}"));
    }

    private static Set<String> used() {
        Set<String> used = new HashSet<>();
        Overlay.everything()
                .flatMap(resource -> resource.findValues("secretKeyRef").stream())
                .map(SecretsTest::key)
                .forEach(used::add);
        return used;
    }

    private static String key(JsonNode reference) {
        return reference.path("name").asText() + "/" + reference.path("key").asText()
                + (reference.path("optional").asBoolean() ? "?" : "");
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1));
    }
}
