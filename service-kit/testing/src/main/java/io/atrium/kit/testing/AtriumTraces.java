package io.atrium.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switches tracing on, to a {@link TraceSink}, with which a field of that type in a test is filled. */
public final class AtriumTraces implements QuarkusTestResourceLifecycleManager {

    private @Nullable TraceSink sink;

    @Override
    public Map<String, String> start() {
        TraceSink started = TraceSink.start();
        sink = started;
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", started.endpoint(), "quarkus.otel.bsp.schedule.delay", "PT0.1S");
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
