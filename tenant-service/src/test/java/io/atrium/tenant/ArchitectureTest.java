package io.atrium.tenant;

import io.atrium.kit.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldKeepTheRulesOfTheArchitecture() {
        ArchitectureRules.of("io.atrium.tenant").verify();
    }
}
