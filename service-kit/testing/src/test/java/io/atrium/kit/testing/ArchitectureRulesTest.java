package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.atrium.kit.testing.sample.Impatient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Drawer",
                "injected",
                "UniAwait",
                "Thread.sleep",
                "System.out",
                "Letter.body",
                "Part.lines",
                "Unbounded.tries",
                "Part.pause",
                "Talkative.<init>",
                "Talkative.built",
                "Talkative.factory"
            })
    void shouldName(String violation) {
        String sample = Impatient.class.getPackageName();

        List<String> violations =
                ArchitectureRules.of(sample).violations(new ClassFileImporter().importPackages(sample));

        assertThat(violations).anySatisfy(found -> assertThat(found).contains(violation));
    }

    @Test
    void shouldAllowNeededExceptionsOnly() {
        String sample = Impatient.class.getPackageName();

        List<String> violations = ArchitectureRules.of(sample)
                .allowing("Impatient.run()", "a sample")
                .allowing("Impatient.walk()", "a sample")
                .violations(new ClassFileImporter().importPackages(sample));

        assertThat(violations)
                .noneMatch(found -> found.contains("UniAwait"))
                .contains("the exception for Impatient.walk() is not needed");
    }

    @Test
    void shouldFailWhereThereIsNoClass() {
        // Given
        ArchitectureRules rules = ArchitectureRules.of("io.atrium.kit.nothing");

        // When // Then
        assertThatThrownBy(rules::verify).isInstanceOf(AssertionError.class).hasMessageContaining("no class");
    }

    @Test
    void shouldTakeTextWithARule() {
        String sample = Impatient.class.getPackageName();

        List<String> violations =
                ArchitectureRules.of(sample).violations(new ClassFileImporter().importPackages(sample));

        assertThat(violations).noneMatch(found -> found.contains("Letter.subject") || found.contains("number"));
    }
}
