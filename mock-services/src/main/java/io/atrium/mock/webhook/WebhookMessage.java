package io.atrium.mock.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.mock.json.Json;
import io.atrium.mock.record.Change;
import io.atrium.mock.record.StoredRecord;
import java.util.UUID;

/**
 * A webhook to be sent; its id stays the same however often it is sent.
 *
 * @param body what is signed and sent, never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebhookMessage(String id, String type, String entityId, long version, byte[] body) {

    /** The webhook that tells of a change. */
    public static WebhookMessage of(String type, Change change) {
        StoredRecord record = change.record();
        ObjectNode data = record.fields();
        if (change.kind() == Change.Kind.DELETED) {
            data = Json.object()
                    .put("id", record.id())
                    .put("updated_at", StoredRecord.time(record.updatedAt()))
                    .put("version", record.version());
        }
        ObjectNode body = Json.object()
                .put("type", type)
                .put("timestamp", StoredRecord.time(record.updatedAt()))
                .set("data", data);
        String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        return new WebhookMessage(id, type, record.id(), record.version(), Json.bytes(body));
    }
}
