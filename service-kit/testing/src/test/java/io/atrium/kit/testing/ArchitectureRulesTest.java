package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.atrium.kit.testing.sample.Impatient;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Drawer", "injected", "UniAwait", "Thread.sleep", "System.out"})
    void shouldName(String violation) {
        String sample = Impatient.class.getPackageName();

        List<String> violations =
                ArchitectureRules.of(sample).violations(new ClassFileImporter().importPackages(sample));

        assertThat(violations).anySatisfy(found -> assertThat(found).contains(violation));
    }
}
