package io.atrium.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.ActorType;
import io.atrium.contracts.Topics;
import io.atrium.kit.id.Ids;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.AtriumTraces;
import io.atrium.kit.testing.GoldenRecord;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a transaction in a trace writes to the outbox belongs to the trace, also what a trigger writes. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
@WithTestResource(AtriumTraces.class)
class TracedChangesTest {

    private static final String GOLDEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    TenantTransaction transaction;

    @Inject
    NoteRepository notes;

    @Inject
    OpenTelemetry telemetry;

    RoundTripProxy wire;

    private final UUID organization = Ids.next();
    private final UUID actor = Ids.next();
    private final UUID noteId = Ids.next();

    @Test
    void shouldWriteTheTraceOfAChangeAsTheGoldenFileHasIt() throws Throwable {
        insert();
        Span request = request();

        in(request, this::update);

        ConsumerRecord<String, byte[]> written = TestTopics.shared()
                .awaitKey(Topics.CHANGES, 2, organization.toString())
                .get(1);
        String traceParent = "00-" + request.getSpanContext().getTraceId() + "-"
                + request.getSpanContext().getSpanId() + "-01";
        Map<String, String> ids = Map.of(
                organization.toString(),
                "01970000-0000-7000-8000-000000000001",
                actor.toString(),
                "01970000-0000-7000-8000-000000000002",
                noteId.toString(),
                "01970000-0000-7000-8000-000000000007",
                traceParent,
                GOLDEN);
        GoldenRecord.named("change.row-updated.2")
                .assertWritten(written.key(), written.value(), ids, "/id", "/time", "/data/occurred_at");
    }

    @Test
    void shouldTakeNoMoreRoundTripsInATrace() throws Throwable {
        insert();
        in(Span.getInvalid(), this::update);
        in(request(), this::update);

        RoundTrips untraced = wire.measure("identity_app", () -> uncheckedIn(Span.getInvalid()));
        RoundTrips traced = wire.measure("identity_app", () -> uncheckedIn(request()));

        assertThat(traced.waits()).isEqualTo(untraced.waits());
        assertThat(traced.statements()).isEqualTo(untraced.statements());
    }

    private void uncheckedIn(Span span) {
        try {
            in(span, this::update);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert() throws Throwable {
        NoteEntity note = new NoteEntity();
        note.organizationId = organization;
        note.id = noteId;
        note.text = "first";
        note.secret = "s3cret";
        in(Span.getInvalid(), () -> notes.persistAndFlush(note));
    }

    private Uni<NoteEntity> update() {
        return notes.findById(new NoteEntity.Key(organization, noteId)).invoke(found -> {
            found.text = found.text.equals("second") ? "third" : "second";
            found.secret = "s3cret-2";
        });
    }

    private Span request() {
        return telemetry
                .getTracer("test")
                .spanBuilder("request")
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
    }

    private void in(Span span, Supplier<Uni<NoteEntity>> work) throws Throwable {
        TenantScope scope =
                new TenantScope(organization, ActorType.USER, actor, "192.0.2.7", "a test's agent", "request-1");
        VertxContextSupport.subscribeAndAwait(() -> Tracing.within(span, () -> transaction.run(scope, work)));
    }
}
