package io.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.ArchitectureRules;
import io.atrium.kit.testing.TableOwners;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void shouldKeepTheRulesOfTheArchitecture() {
        ArchitectureRules.of("io.atrium.audit").verify();
    }

    @Test
    void shouldReachTheTablesOfOtherFeaturesAsDeclaredAlone() {
        assertThat(TableOwners.differences(Path.of(""))).isEmpty();
    }
}
