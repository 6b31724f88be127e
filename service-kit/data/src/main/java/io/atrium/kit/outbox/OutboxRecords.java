package io.atrium.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.event.EventEnvelope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a message. Stored JSON is written into the event as it stands and parsed nowhere. What cannot be
 * sent as it is, because it is too long, too deep or has failed too often, is told in the form that its topic has for
 * that: a change by digests or by its identity alone, a state as it is now.
 */
@ApplicationScoped
class OutboxRecords {

    private final OutboxConfig config;
    private final OutboxReads reads;
    private final Instance<CompactedState> states;
    private final ObjectMapper json;
    private final String source;

    OutboxRecords(
            OutboxConfig config,
            @Any Instance<CompactedState> states,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.config = config;
        this.reads = new OutboxReads(config);
        this.states = states;
        this.json = json;
        this.source = "/" + application;
    }

    /** The topics whose state this service owns. */
    Set<String> stateTopics() {
        return states.stream().map(CompactedState::topic).collect(Collectors.toUnmodifiableSet());
    }

    /** The message as it was written; null when it cannot be sent so. */
    @Nullable
    ProducerRecord<byte[], byte[]> whole(OutboxRow row) {
        if (row.tombstone()) {
            return record(row, null);
        }
        String data = row.data();
        if (data == null || row.attempts() >= config.attempts()) {
            return null;
        }
        return row.isChange() && JsonDepth.of(data) > config.maxDepth() ? null : spliced(row, data);
    }

    /** What is sent in its place. Fails with the message's own fault, or with the database's. */
    Uni<ProducerRecord<byte[], byte[]>> other(SqlConnection connection, OutboxRow row) {
        if (row.isState()) {
            return current(row);
        }
        if (row.isChange()) {
            boolean failedOften = row.attempts() >= config.attempts();
            return (failedOften ? identity(connection, row, null) : shortened(connection, row))
                    .map(text -> spliced(row, text));
        }
        return Uni.createFrom()
                .failure(new UnsendableException(
                        "The data is " + row.length() + " bytes long, " + config.maxDataBytes() + " are sent at most"));
    }

    private Uni<String> shortened(SqlConnection connection, OutboxRow row) {
        String reason = "The data is " + row.length() + " bytes long or too deep";
        return reads.shortened(connection, row.seq())
                .onItem()
                .ifNull()
                .switchTo(() -> identity(connection, row, reason));
    }

    private Uni<String> identity(SqlConnection connection, OutboxRow row, @Nullable String reason) {
        return reads.identity(connection, row.seq(), reason, true)
                .onFailure()
                .recoverWithUni(() -> reads.identity(connection, row.seq(), reason, false));
    }

    private Uni<ProducerRecord<byte[], byte[]>> current(OutboxRow row) {
        Optional<CompactedState> state =
                states.stream().filter(each -> each.topic().equals(row.topic())).findFirst();
        return state.isEmpty()
                ? Uni.createFrom().failure(new UnsendableException("No state is known behind topic " + row.topic()))
                : state.get().current(row.organizationId(), row.key()).map(found -> rebuilt(row, found));
    }

    private ProducerRecord<byte[], byte[]> rebuilt(OutboxRow row, Optional<OutboxMessage> found) {
        Object data = found.map(OutboxMessage::data).orElse(null);
        if (data == null) {
            return record(row, null);
        }
        try {
            String text = json.writeValueAsString(data);
            if (text.length() > config.maxDataBytes()) {
                throw new UnsendableException("The current state is too long as well: " + text.length());
            }
            return spliced(row, text);
        } catch (JsonProcessingException e) {
            throw new UnsendableException(
                    "The current state is no JSON: " + e.getClass().getSimpleName());
        }
    }

    private ProducerRecord<byte[], byte[]> spliced(OutboxRow row, String data) {
        return record(
                row,
                EventEnvelope.splice(
                        row.id().toString(),
                        source,
                        row.type(),
                        row.subject(),
                        row.occurredAt().toInstant(),
                        row.organizationId(),
                        row.traceParent(),
                        data));
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxRow row, byte @Nullable [] value) {
        return new ProducerRecord<>(row.topic(), row.key().getBytes(UTF_8), value);
    }
}
