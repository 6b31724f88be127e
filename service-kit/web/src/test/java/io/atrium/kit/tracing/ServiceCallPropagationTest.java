package io.atrium.kit.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.observability.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCallPropagationTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final ServiceCallPropagation propagation =
            new ServiceCallPropagation(W3CTraceContextPropagator.getInstance());

    @Test
    void shouldContinueTheTraceOfACallOfAService() {
        Context context = propagation.extract(Context.root(), request("/internal/organizations?x=1"), HEADERS);

        assertThat(Span.fromContext(context).getSpanContext().getTraceId()).isEqualTo(TRACE);
        assertThat(context.get(ServiceCallPropagation.CLIENT)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users/", "/api/v1/webhooks/user/internal", "/?/internal/organizations"})
    void shouldNotContinueTheTraceOfAClient(String uri) {
        Context context = propagation.extract(Context.root(), request(uri), HEADERS);

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
        assertThat(context.get(ServiceCallPropagation.CLIENT))
                .extracting("traceId")
                .isEqualTo(TRACE);
    }

    @Test
    void shouldTellAServiceAndNobodyElseOfATrace() {
        Context context = propagation.extract(Context.root(), request("/internal/organizations"), HEADERS);
        Sent toService = request("/internal/organizations");
        Sent toProvider = request("/v1/users");
        toService.headers().clear();
        toProvider.headers().clear();

        propagation.inject(
                context,
                toService,
                (carrier, name, value) -> toService.headers().set(name, value));
        propagation.inject(
                context,
                toProvider,
                (carrier, name, value) -> toProvider.headers().set(name, value));

        assertThat(toService.headers().get("traceparent")).isEqualTo(TRACE_PARENT);
        assertThat(toProvider.headers().isEmpty()).isTrue();
    }

    private static final TextMapGetter<Sent> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Sent carrier) {
            return carrier.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable Sent carrier, String key) {
            return carrier == null ? null : carrier.headers().get(key);
        }
    };

    private static Sent request(String uri) {
        return new Sent(uri, MultiMap.caseInsensitiveMultiMap().add("traceparent", TRACE_PARENT));
    }

    private record Sent(String uri, MultiMap headers) implements HttpRequest {
        @Override
        public int id() {
            return 1;
        }

        @Override
        public String absoluteURI() {
            return "http://localhost" + uri;
        }

        @Override
        public HttpMethod method() {
            return HttpMethod.GET;
        }

        @Override
        public SocketAddress remoteAddress() {
            return SocketAddress.inetSocketAddress(80, "localhost");
        }
    }
}
