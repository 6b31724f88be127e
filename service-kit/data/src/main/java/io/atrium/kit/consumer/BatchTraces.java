package io.atrium.kit.consumer;

import io.atrium.kit.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a batch, by OpenTelemetry's conventions of messaging: one {@code process} span for each record whose event
 * names a trace, in that trace, as long as the batch takes. A batch is one transaction, so what it writes to the outbox
 * and to the log belongs to one trace: that of its first record that has one.
 */
final class BatchTraces {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracing tracing;
    private final String topic;
    private final long records;
    private final Map<ConsumerRecord<?, ?>, Span> spans = new IdentityHashMap<>();
    private @Nullable Span first;

    BatchTraces(Tracing tracing, String topic, long records) {
        this.tracing = tracing;
        this.topic = topic;
        this.records = records;
    }

    /** Begins the span of a record whose event names a trace. */
    void begin(ConsumerRecord<?, ?> record, @Nullable String traceParent) {
        Span span = tracing.begin("process " + topic, SpanKind.CONSUMER, traceParent);
        if (span == null) {
            return;
        }
        span.setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "process")
                .setAttribute(OPERATION_TYPE, "process")
                .setAttribute(TOPIC, topic)
                .setAttribute(PARTITION, Integer.toString(record.partition()))
                .setAttribute(OFFSET, record.offset())
                .setAttribute(BATCH, records);
        spans.put(record, span);
        if (first == null) {
            first = span;
        }
    }

    /** The record could not be processed. */
    void failed(ConsumerRecord<?, ?> record, String code) {
        Span span = spans.get(record);
        if (span != null) {
            span.setAttribute(ERROR, code).setStatus(StatusCode.ERROR);
        }
    }

    /** Does the work in the batch's trace, and ends the spans with it. */
    <R> Uni<R> during(Supplier<Uni<R>> work) {
        Span batch = first;
        if (batch == null) {
            return work.get();
        }
        return Tracing.within(batch, work).onTermination().invoke((done, failure, cancelled) -> {
            for (Map.Entry<ConsumerRecord<?, ?>, Span> each : spans.entrySet()) {
                if (failure != null) {
                    failed(each.getKey(), failure.getClass().getName());
                }
                each.getValue().end();
            }
        });
    }
}
