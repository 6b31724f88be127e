package io.atrium.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Switches tracing on, to a {@link TraceSink}, with which a field of that type in a test is filled. With the argument
 * {@link #OFF} the sink is there and tracing stays off.
 */
public final class AtriumTraces implements QuarkusTestResourceLifecycleManager {

    /** The name of an argument; its value is the one of {@code OTEL_SDK_DISABLED}. */
    public static final String OFF = "off";

    private @Nullable TraceSink sink;
    private String off = "false";

    @Override
    public void init(Map<String, String> arguments) {
        off = arguments.getOrDefault(OFF, off);
    }

    @Override
    public Map<String, String> start() {
        TraceSink started = TraceSink.start();
        sink = started;
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                started.endpoint(),
                "OTEL_SDK_DISABLED",
                off,
                "quarkus.otel.bsp.schedule.delay",
                "PT0.1S");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sink, new TestInjector.MatchesType(TraceSink.class));
    }

    @Override
    public void stop() {
        TraceSink started = sink;
        if (started != null) {
            started.close();
        }
    }
}
