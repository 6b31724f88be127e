package io.atrium.kit.tracing;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Whether there are traces, from OpenTelemetry's own variables: {@code OTEL_EXPORTER_OTLP_ENDPOINT} switches them on, and
 * {@code OTEL_SDK_DISABLED=true} off all the same. The defaults of {@code quarkus.otel} and of the log are made of what is
 * derived here; nothing is while there are none.
 */
@StaticInitSafe
public final class TracingConfigSource implements ConfigSourceFactory {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String DISABLED = "OTEL_SDK_DISABLED";
    /** As other defaults of this library. */
    private static final int ORDINAL = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (value(context, ENDPOINT).isEmpty() || Boolean.parseBoolean(value(context, DISABLED))) {
            return List.of();
        }
        Map<String, String> derived = Map.of("atrium.tracing.off", "false", "atrium.tracing.state", "on");
        return List.of(new PropertiesConfigSource(derived, "tracing", ORDINAL));
    }

    private static String value(ConfigSourceContext context, String name) {
        ConfigValue found = context.getValue(name);
        return found == null || found.getValue() == null ? "" : found.getValue().strip();
    }
}
