package io.atrium.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.EventSender;
import io.netty.buffer.ByteBufUtil;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends a batch of rows as CloudEvents and tells which of them may be removed. */
@ApplicationScoped
class OutboxPublisher {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

    private final EventSender sender;
    private final OutboxConfig config;
    private final String source;

    OutboxPublisher(
            EventSender sender,
            OutboxConfig config,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.sender = sender;
        this.config = config;
        this.source = "/" + application;
    }

    /**
     * @return the seq of each row that the broker has acknowledged, and that no unacknowledged row of the same topic
     *     and key precedes: what is left is sent again, in order
     */
    Uni<List<Long>> publish(List<OutboxRow> rows) {
        List<Uni<Boolean>> sends = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            sends.add(send(row));
        }
        return Uni.join().all(sends).andFailFast().map(acknowledged -> removable(rows, acknowledged));
    }

    private Uni<Boolean> send(OutboxRow row) {
        return sender.send(row.topic(), row.key(), value(row))
                .replaceWith(true)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Outbox message %s for %s was not taken: %s", row.id(), row.topic(), failure))
                .onFailure()
                .recoverWithItem(false);
    }

    private byte @Nullable [] value(OutboxRow row) {
        String data = row.data();
        if (data == null) {
            return null;
        }
        JsonNode read = tree(data);
        JsonNode body = utf8Length(data) > config.maxDataBytes() ? OversizedData.shorten(read) : read;
        return EventEnvelope.json(
                        row.id().toString(),
                        source,
                        row.type(),
                        row.subject(),
                        row.occurredAt().toInstant(),
                        row.organizationId(),
                        body)
                .toBytes();
    }

    private static JsonNode tree(String data) {
        try {
            return EventEnvelope.readData(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb that is no JSON", e);
        }
    }

    private static int utf8Length(String text) {
        return ByteBufUtil.utf8Bytes(text);
    }

    static List<Long> removable(List<OutboxRow> rows, List<Boolean> acknowledged) {
        Set<String> blocked = new HashSet<>();
        List<Long> done = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            String lane = row.topic() + '\n' + row.key();
            if (acknowledged.get(i) && !blocked.contains(lane)) {
                done.add(row.seq());
            } else {
                blocked.add(lane);
            }
        }
        return done;
    }
}
