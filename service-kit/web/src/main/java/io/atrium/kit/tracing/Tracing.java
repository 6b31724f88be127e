package io.atrium.kit.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The trace of what is being done, as it travels in events and in the outbox. While tracing is off, each method answers
 * nothing after one look at a field.
 */
@Singleton
public final class Tracing {

    private static final String SCOPE = "io.atrium";

    private final boolean on;
    private final Tracer tracer;

    Tracing(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled, OpenTelemetry telemetry) {
        this.on = !disabled;
        this.tracer = telemetry.getTracer(SCOPE);
    }

    /** Whether there are traces at all. */
    public boolean isOn() {
        return on;
    }

    /** The {@code traceparent} of what the calling thread does; null outside of a trace, and while tracing is off. */
    public @Nullable String current() {
        return on ? TraceParent.of(Span.current().getSpanContext()) : null;
    }

    /** Names the route of the request that is handled, where Quarkus does not know it: a template, without its values. */
    public void route(String template) {
        if (on) {
            HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, template);
        }
    }

    /**
     * Begins a span that continues a trace.
     *
     * @param traceParent of the span that it is a part of
     * @return null when the text names no trace, and while tracing is off
     */
    public @Nullable Span begin(String name, SpanKind kind, @Nullable String traceParent) {
        Context parent = on ? TraceParent.parse(traceParent) : null;
        return parent == null
                ? null
                : tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
    }

    /**
     * Does work as a part of a span, on the Vert.x context of its own that the work has: what has none has nowhere to keep
     * a span that others would not find there, and is done outside of the span.
     */
    @SuppressWarnings("MustBeClosedChecker") // closed with the work, which goes on when this method has returned
    public static <R> Uni<R> within(Span span, Supplier<Uni<R>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!VertxContext.isOnDuplicatedContext()) {
                return work.get();
            }
            Scope scope = Context.current().with(span).makeCurrent();
            return work.get().onTermination().invoke(scope::close);
        });
    }
}
