package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

        List<String> findings = Files.exists(DocumentedReplies.FINDINGS)
                ? Files.readAllLines(DocumentedReplies.FINDINGS, StandardCharsets.UTF_8)
                : List.of();

        assertThat(findings.stream().sorted()).isEmpty();
    }
}
