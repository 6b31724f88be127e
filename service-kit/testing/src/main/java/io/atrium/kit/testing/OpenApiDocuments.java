package io.atrium.kit.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The documents that are committed in {@code docs/openapi}: each is what its service answers, and {@code atrium.yaml} is
 * all of them together. With {@code -Dopenapi.renew=true} they are written instead of compared.
 */
public final class OpenApiDocuments {

    private static final List<String> SERVICES =
            List.of("audit-service", "identity-service", "integration-service", "tenant-service", "webhook-gateway");
    private static final String MERGED = "atrium";
    private static final boolean RENEW = Boolean.getBoolean("openapi.renew");
    private static final String HOW =
            "If the change is meant, renew the documents and commit them (a change that breaks"
                    + " clients is told in CHANGELOG.md):\n  ./mvnw verify -Dtest=DocumentationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -DskipITs -Dopenapi.renew=true";

    private OpenApiDocuments() {}

    /** Compares {@code /q/openapi} of the service under test with the committed document. */
    public static void verify(String service) {
        String answered = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String document = DocumentYaml.write(DocumentYaml.read(answered));
        if (RENEW) {
            renew(service, document);
        }
        compare(service, document);
    }

    /** Compares the merged document with what the committed documents of all services are together. */
    public static void verifyMerged() {
        compare(MERGED, merged());
    }

    /** The committed document of all services, as YAML. */
    public static String committed() {
        return text(MERGED);
    }

    private static void compare(String name, String document) {
        List<String> expected = text(name).lines().toList();
        List<String> actual = document.lines().toList();
        if (expected.equals(actual)) {
            return;
        }
        int line = 0;
        while (line < expected.size()
                && line < actual.size()
                && expected.get(line).equals(actual.get(line))) {
            line++;
        }
        throw new AssertionError("docs/openapi/" + name + ".yaml is not what is answered, from line " + (line + 1)
                + ":\n  committed: " + line(expected, line) + "\n  answered:  " + line(actual, line) + "\n" + HOW);
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(nothing)";
    }

    /** Services are built at the same time: one after the other writes its own, and what they are together. */
    private static void renew(String service, String document) {
        try (FileChannel lock = FileChannel.open(
                Path.of(System.getProperty("java.io.tmpdir"), "atrium-openapi.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            Files.createDirectories(file(service).toAbsolutePath().getParent());
            Files.writeString(file(service), document);
            if (SERVICES.stream().allMatch(each -> Files.exists(file(each)))) {
                Files.writeString(file(MERGED), merged());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String merged() {
        Map<String, JsonNode> documents = new TreeMap<>();
        SERVICES.forEach(service -> documents.put(service, DocumentYaml.read(text(service))));
        return DocumentYaml.write(MergedDocument.of(documents));
    }

    private static String text(String name) {
        try {
            return Files.exists(file(name)) ? Files.readString(file(name)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Not started inside the checkout");
        }
        return folder.resolve("docs/openapi").resolve(name + ".yaml");
    }
}
