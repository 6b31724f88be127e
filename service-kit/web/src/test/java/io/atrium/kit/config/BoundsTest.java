package io.atrium.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class BoundsTest {

    @ConfigMapping(prefix = "sample")
    public interface Sample {
        @WithDefault("3")
        @Bounds(min = "1", max = "10")
        int attempts();

        @WithDefault("0.5")
        @Bounds(min = "0", max = "1")
        double share();

        @WithDefault("PT1S")
        @Bounds(min = "PT0.1S", max = "PT1H")
        Duration pause();

        @Bounds(min = "1K", max = "1M")
        @WithDefault("64K")
        MemorySize page();

        @Bounds(min = "1", max = "9")
        OptionalInt most();

        Optional<@Bounds(min = "PT1S", max = "PT24H") Duration> window();

        Part part();

        interface Part {
            @WithDefault("1")
            @Bounds(min = "0", max = "5")
            long depth();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sample.attempts, 0, 'must be from 1 to 10, not 0'",
        "sample.attempts, 11, 'must be from 1 to 10, not 11'",
        "sample.share, 1.01, 'must be from 0 to 1, not 1.01'",
        "sample.share, NaN, 'must be from 0 to 1, not NaN'",
        "sample.pause, PT0S, 'must be from PT0.1S to PT1H, not PT0S'",
        "sample.pause, PT-1S, 'must be from PT0.1S to PT1H, not PT-1S'",
        "sample.page, 2M, 'must be from 1K to 1M, not 2097152 bytes'",
        "sample.most, 10, 'must be from 1 to 9, not 10'",
        "sample.window, P2D, 'must be from PT1S to PT24H, not PT48H'",
        "sample.part.depth, -1, 'must be from 0 to 5, not -1'"
    })
    void shouldNameTheSettingItsValueAndItsBounds(String name, String value, String sentence) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name + " " + sentence);
    }

    @Test
    void shouldNameEverySettingThatIsWrong() {
        assertThatThrownBy(() -> read(Map.of("sample.attempts", "0", "sample.share", "2")))
                .hasMessageContaining("sample.attempts must be")
                .hasMessageContaining("sample.share must be");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, PT0.1S", "10, 1, PT1H"})
    void shouldTakeTheLeastAndTheMost(String attempts, String share, String pause) {
        Sample sample = read(Map.of("sample.attempts", attempts, "sample.share", share, "sample.pause", pause));

        assertThat(sample.attempts()).hasToString(attempts);
        assertThat(sample.most()).isEmpty();
        assertThat(sample.window()).isEmpty();
    }

    private static Sample read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(Sample.class)
                .withDefaultValues(settings)
                .withConverter(MemorySize.class, 100, new io.quarkus.runtime.configuration.MemorySizeConverter())
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return Validation.buildDefaultValidatorFactory().getValidator();
                    }
                })
                .build()
                .getConfigMapping(Sample.class);
    }
}
