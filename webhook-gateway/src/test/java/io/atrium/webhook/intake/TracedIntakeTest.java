package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.ExportedSpan;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.testing.TraceSink;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FewEventsTraced.class)
@WithTestResource(AtriumKafka.class)
class TracedIntakeTest {

    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"id\":\"usr_1\"}}";
    private static final String TRACE_OF_PROVIDER = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;
    TraceSink sink;

    @Test
    void shouldWriteTheTraceOfTheDeliveryIntoTheEvent() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        provider.deliver(Provider.newId(), BODY);

        String[] written = traceParent(source).split("-", -1);
        ExportedSpan request = span(written[1]);
        assertThat(request.spanId()).isEqualTo(written[2]);
        assertThat(request.kind()).isEqualTo(ExportedSpan.SERVER);
        assertThat(request.parentId()).isEmpty();
        assertThat(request.service()).isEqualTo("webhook-gateway");
        assertThat(written[3]).isEqualTo("01");
    }

    @Test
    void shouldLinkTheTraceThatAProviderNames() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        Provider.send(provider.signed(Provider.newId(), BODY.getBytes(StandardCharsets.UTF_8))
                .header("traceparent", "00-" + TRACE_OF_PROVIDER + "-00f067aa0ba902b7-00"));

        String traceId = traceParent(source).split("-", -1)[1];
        assertThat(traceId).isNotEqualTo(TRACE_OF_PROVIDER);
        assertThat(span(traceId).linkedTraces()).containsExactly(TRACE_OF_PROVIDER);
    }

    @Test
    void shouldTellOfRefusedSignaturesInTheTraceOfTheLast() throws UnreadableEventException {
        TestSource source = TestSource.published(topics);
        Provider provider = new Provider(gateway, source).known();

        Provider.send(provider.request().POST(HttpRequest.BodyPublishers.ofString("{}")));

        EventEnvelope event = EventEnvelope.parse(
                topics.awaitKey("atrium.changes.v1", 1, source.organization().toString())
                        .get(0)
                        .value());
        String[] written = String.valueOf(event.traceParent()).split("-", -1);
        assertThat(span(written[1]).attributes()).containsEntry("http.route", IntakePath.TEMPLATE);
    }

    private String traceParent(TestSource source) throws UnreadableEventException {
        String key = source.organization() + "/user/usr_1";
        EventEnvelope event = EventEnvelope.parse(
                topics.awaitKey("atrium.webhooks.v1", 1, key).get(0).value());
        return String.valueOf(event.traceParent());
    }

    private ExportedSpan span(String traceId) {
        await().until(() -> !sink.spans(traceId).isEmpty());
        List<ExportedSpan> spans = sink.spans(traceId);
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }
}
