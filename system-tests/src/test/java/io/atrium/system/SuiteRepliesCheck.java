package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Reads what {@link DocumentedReplies} wrote down while the other tests ran, after all of them. {@code
 * -Ddocumented-replies=false} lets the replies differ from their documents.
 */
class SuiteRepliesCheck {

    @Test
    void shouldHaveDocumentedEveryReplyThatATestGot() throws IOException {
        assumeThat(Boolean.getBoolean("atrium.documented-replies"))
                .as("replies are held against their documents")
                .isTrue();

        assertThat(lines(DocumentedReplies.FINDINGS)).isEmpty();
    }

    /** Without this, nothing found could be nothing looked at. AccessIT alone calls every operation. */
    @Test
    void shouldHaveSeenEveryServiceAnswerAndRefuse() throws IOException {
        assumeThat(System.getProperty("it.test"))
                .as("all tests ran, none was chosen")
                .isNull();

        assertThat(lines(DocumentedReplies.CHECKED))
                .contains(
                        "POST /api/v1/auth/login 200",
                        "GET /api/v1/organizations/me 200",
                        "GET /api/v1/audit/events 200",
                        "GET /api/v1/health 200",
                        "GET /api/v1/integrations 200",
                        "GET /api/v1/users 403",
                        "GET /api/v1/users/{id} 404",
                        "POST /api/v1/auth/login 401")
                .hasSizeGreaterThan(100);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                        .sorted()
                        .toList()
                : List.of();
    }
}
