package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.local.deployment.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What these tests take for an overlay, against what {@code kubectl kustomize} makes of it, where that is installed. */
class KustomizeTest {

    /** kustomize ends the name of what it generates with a hash of it, there and wherever it is named. */
    private static final Pattern HASH = Pattern.compile("-[2456789bcdfghkmt]{10}(?=[\"\\n])");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldRenderTheSameAsKustomize(Overlay overlay) throws IOException, InterruptedException {
        // Given
        assumeThat(run("version", "--client"))
                .as("kubectl 1.27 or newer is installed")
                .matches(KustomizeTest::isKnown);

        // When
        String rendered = run("kustomize", Repository.file(overlay.path()).toString());

        // Then
        assertThat(byId(Kustomization.documents(HASH.matcher(rendered).replaceAll(""))))
                .isEqualTo(byId(List.copyOf(overlay.resources())));
    }

    private static boolean isKnown(String version) {
        return Pattern.compile("Kustomize Version: v5").matcher(version).find();
    }

    private static Map<String, JsonNode> byId(List<? extends JsonNode> resources) {
        Map<String, JsonNode> found = new TreeMap<>();
        resources.forEach(resource ->
                found.put(resource.path("kind").asText() + " " + Overlay.name(resource), normal(resource.deepCopy())));
        return found;
    }

    /** Without what says nothing: an empty object of metadata. */
    private static JsonNode normal(JsonNode resource) {
        ((ObjectNode) resource.path("metadata")).remove("creationTimestamp");
        return resource;
    }

    /** What kubectl says; nothing where there is none. */
    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new java.util.ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        try {
            new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return "";
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
