package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestTopicsTest {

    @Test
    void shouldReadWhatWasSent() {
        TestTopics topics = TestTopics.shared();
        String key = UUID.randomUUID().toString();

        topics.send("atrium.changes.v1", key, "{}");

        assertThat(topics.awaitKey("atrium.changes.v1", 1, key))
                .singleElement()
                .satisfies(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .isEqualTo("{}"));
    }

    @Test
    void shouldPublishPublicTestKeyOnly() {
        String key = new String(
                TestTopics.shared()
                        .awaitKey("atrium.signing-keys.v1", 1, TestKey.ID)
                        .get(0)
                        .value(),
                StandardCharsets.UTF_8);

        assertThat(key).contains("\"n\":\"", "\"e\":\"AQAB\"").doesNotContain("\"d\":", "\"p\":");
    }
}
