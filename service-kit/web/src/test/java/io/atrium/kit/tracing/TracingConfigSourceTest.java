package io.atrium.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingConfigSourceTest {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String COLLECTOR = "http://collector:4318";

    @Test
    void shouldBeOffByDefault() {
        SmallRyeConfig config = config(Map.of());

        assertThat(config.getValue(DISABLED, boolean.class)).isTrue();
        assertThat(config.getValue("quarkus.log.console.format", String.class)).doesNotContain("traceId");
    }

    @Test
    void shouldBeOffWithAnEmptyEndpoint() {
        SmallRyeConfig config = config(Map.of(ENDPOINT, ""));

        assertThat(config.getValue(DISABLED, boolean.class)).isTrue();
    }

    @Test
    void shouldBeOnWithAnEndpoint() {
        SmallRyeConfig config = config(Map.of(ENDPOINT, COLLECTOR));

        assertThat(config.getValue(DISABLED, boolean.class)).isFalse();
        assertThat(config.getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo(COLLECTOR);
        assertThat(config.getValue("quarkus.log.console.format", String.class)).contains("%X{traceId}");
    }

    @Test
    void shouldBeOffWhenDisabledInSpiteOfAnEndpoint() {
        SmallRyeConfig config = config(Map.of(ENDPOINT, COLLECTOR, "OTEL_SDK_DISABLED", "true"));

        assertThat(config.getValue(DISABLED, boolean.class)).isTrue();
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .addPropertiesSources()
                .withSources(new TracingConfigSource())
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .build();
    }
}
