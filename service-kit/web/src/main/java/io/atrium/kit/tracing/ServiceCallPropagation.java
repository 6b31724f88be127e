package io.atrium.kit.tracing;

import io.atrium.kit.token.InternalPaths;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.vertx.core.spi.observability.HttpRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A trace goes on from service to service, over {@code /internal}, and nowhere else by HTTP. A client's request begins a
 * trace of ours, with the client's as a link: a client's sampling decides nothing here, and nobody outside can have their
 * requests traced, or put spans into a trace by its id. No provider is told of our traces.
 */
final class ServiceCallPropagation implements TextMapPropagator {

    /** What a client said of its own trace. */
    static final ContextKey<SpanContext> CLIENT = ContextKey.named("atrium-client-trace");

    private final TextMapPropagator format;

    ServiceCallPropagation(TextMapPropagator format) {
        this.format = format;
    }

    @Override
    public Collection<String> fields() {
        return format.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        if (isServiceCall(carrier)) {
            format.inject(context, carrier, setter);
        }
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Context named = format.extract(context, carrier, getter);
        if (isServiceCall(carrier)) {
            return named;
        }
        SpanContext client = Span.fromContext(named).getSpanContext();
        return client.isValid() && client.isRemote() ? context.with(CLIENT, client) : context;
    }

    private static boolean isServiceCall(@Nullable Object carrier) {
        return carrier instanceof HttpRequest request && InternalPaths.contains(path(request.uri()));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
