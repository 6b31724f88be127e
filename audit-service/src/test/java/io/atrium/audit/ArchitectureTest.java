package io.atrium.audit;

import io.atrium.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldKeepTheRulesOfTheArchitecture() {
        ArchitectureRules.of("io.atrium.audit").verify();
    }
}
