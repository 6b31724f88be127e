package io.atrium.webhook;

import io.atrium.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void shouldKeepRules() {
        ArchitectureRules.of("io.atrium.webhook").verify();
    }
}
