package io.atrium.webhook;

import io.atrium.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldKeepRules() {
        ArchitectureRules.of("io.atrium.webhook")
                .allowing("RejectedSignatures.stop(", "the last counts are told before the process ends")
                .allowing("WebhookPublisher.learnPartitions()", "a thread of its own, before the gateway is ready")
                .verify();
    }
}
