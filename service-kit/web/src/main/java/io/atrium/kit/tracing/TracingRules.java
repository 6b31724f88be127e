package io.atrium.kit.tracing;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;

/** Puts the platform's rules around what OpenTelemetry's variables configure. */
@Singleton
@Unremovable
final class TracingRules implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addSamplerCustomizer((configured, settings) -> new RequestsAlone(configured))
                .addPropagatorCustomizer((configured, settings) -> new ServiceCallPropagation(configured));
    }
}
