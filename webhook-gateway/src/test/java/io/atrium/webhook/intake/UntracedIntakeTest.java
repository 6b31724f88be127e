package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.testing.TraceSink;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Without tracing there is nothing of it, whatever a client sends, and nothing in the way of a request. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumKafka.class)
class UntracedIntakeTest {

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    Vertx vertx;

    TestTopics topics;
    TraceSink sink;

    @Test
    void shouldWriteAndExportNothing() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();
        byte[] body = "{\"type\":\"user.created\",\"data\":{\"id\":\"usr_1\"}}".getBytes(StandardCharsets.UTF_8);

        Provider.send(provider.signed(Provider.newId(), body)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        String key = source.organization() + "/user/usr_1";
        EventEnvelope event = EventEnvelope.parse(
                topics.awaitKey("atrium.webhooks.v1", 1, key).get(0).value());
        assertThat(event.traceParent()).isNull();
        assertThat(((VertxInternal) vertx).tracer())
                .as("of each request and statement")
                .isNull();
        assertThat(sink.spans()).isEmpty();
    }
}
