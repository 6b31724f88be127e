package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionBoundsTest {

    @Test
    void shouldRememberForThirtyDaysAndKeepEventsForEverUnlessToldOtherwise() {
        WebhookConfig config = read(Map.of());

        assertThat(config.inboxRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.eventRetention()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"integration.webhook.inbox-retention", "integration.webhook.event-retention"})
    void shouldRefuseToForgetWhatTheTopicMayBringAgain(String setting) {
        assertThatThrownBy(() -> read(Map.of(setting, "P6D"))).hasMessageContaining(setting + " must be from P7D");
    }

    private static WebhookConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WebhookConfig.class)
                .withDefaultValues(settings)
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return Validation.buildDefaultValidatorFactory().getValidator();
                    }
                })
                .build()
                .getConfigMapping(WebhookConfig.class);
    }
}
