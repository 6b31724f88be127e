package io.atrium.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as they were written once: every one is read today, and the last form of each type is what is written. */
class GoldenMessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<MessageType<?>> TYPES = List.of(
            OrganizationState.MESSAGE,
            SigningKeyState.MESSAGE,
            Revocation.MESSAGE,
            WebhookSourceState.MESSAGE,
            UsageFact.MESSAGE);

    static Stream<MessageType<?>> types() {
        return TYPES.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void shouldReadEveryFormAndWriteTheLast(MessageType<T> type) throws Exception {
        List<Path> forms = files().stream().filter(file -> isOf(type, file)).toList();
        assertThat(forms).as("golden files of " + type.name()).isNotEmpty();

        for (Path form : forms) {
            JsonNode written = JSON.readTree(form.toFile());
            T read = type.read(written);
            assertThat(type.read(type.write(read))).isEqualTo(read);
            if (form.equals(forms.get(forms.size() - 1))) {
                assertThat(JSON.readTree(type.write(read).toString())).isEqualTo(written);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void shouldPassOverWhatALaterWriterAdds(MessageType<T> type) throws Exception {
        Path last = files().stream().filter(file -> isOf(type, file)).toList().get(0);
        JsonNode known = JSON.readTree(last.toFile());
        JsonNode later = ((com.fasterxml.jackson.databind.node.ObjectNode) known.deepCopy())
                .set("added_later", JSON.createObjectNode().put("some", "value"));

        assertThat(type.read(later)).isEqualTo(type.read(known));
    }

    @Test
    void shouldHaveATypeForEachFile() throws Exception {
        assertThat(files())
                .allSatisfy(file ->
                        assertThat(TYPES).as(file.getFileName().toString()).anyMatch(type -> isOf(type, file)));
    }

    /** A form that has been written once is out there: it can be added to and never changed. */
    @Test
    void shouldKeepTheFilesAsTheyAre() throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                found.put(file.getFileName().toString(), sha256(file));
            }
        }

        Map<String, String> kept = new TreeMap<>();
        for (String line : Files.readAllLines(folder().resolve("SHA256SUMS"))) {
            kept.put(line.substring(66), line.substring(0, 64));
        }
        assertThat(found)
                .as("golden files; a new one is added with: cd contracts/src/main/resources/io/atrium/contracts/golden"
                        + " && sha256sum *.json > SHA256SUMS")
                .isEqualTo(kept);
    }

    private static boolean isOf(MessageType<?> type, Path file) {
        return file.getFileName().toString().matches("\\Q" + type.name() + "\\E\\.[0-9]+\\.json");
    }

    /** By form: the number before the suffix. */
    private static List<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(GoldenRecordsTest.SUFFIX))
                    .sorted(Comparator.comparingInt(GoldenMessagesTest::form))
                    .toList();
        }
    }

    private static int form(Path file) {
        String[] parts = file.getFileName().toString().split("\\.", -1);
        return Integer.parseInt(parts[parts.length - 2]);
    }

    static Path folder() throws URISyntaxException {
        return Path.of(GoldenMessagesTest.class.getResource("golden").toURI());
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
