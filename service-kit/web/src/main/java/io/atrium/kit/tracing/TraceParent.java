package io.atrium.kit.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span's place as one text: {@code traceparent} of W3C Trace Context, 55 characters. */
final class TraceParent {

    private static final String NAME = "traceparent";
    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return NAME.equals(key) ? carrier : null;
        }
    };

    private TraceParent() {}

    /** Nothing for a span that belongs to no trace. */
    static @Nullable String of(SpanContext span) {
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** A context whose span is the one that is named; nothing when the text is no {@code traceparent}. */
    static @Nullable Context parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Context named = W3CTraceContextPropagator.getInstance().extract(Context.root(), text, ALONE);
        return Span.fromContext(named).getSpanContext().isValid() ? named : null;
    }
}
