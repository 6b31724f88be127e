package io.atrium.webhook.rejection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.id.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** {@code webhook.signature_rejected} as the audit trail reads it. */
final class RejectionEvent {

    private static final String ACTION = "webhook.signature_rejected";

    private RejectionEvent() {}

    static EventEnvelope of(String organizationId, String source, RejectionCount count, Instant until) {
        return EventEnvelope.json(
                Ids.next().toString(),
                "/webhook-gateway",
                "io.atrium." + ACTION,
                source,
                until,
                UUID.fromString(organizationId),
                data(organizationId, source, count, until));
    }

    private static ObjectNode data(String organizationId, String source, RejectionCount count, Instant until) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("organization_id", organizationId);
        data.put("action", ACTION);
        data.put("resource_type", "webhook_source");
        data.put("resource_id", source);
        data.put("outcome", "DENIED");
        data.put("occurred_at", until.toString());
        data.putObject("actor").put("type", "PROVIDER").putNull("id");
        data.put("ip", count.lastIp());
        data.putNull("user_agent");
        data.putNull("request_id");
        data.putNull("before");
        data.putNull("after");
        data.putNull("version");
        ObjectNode detail = data.putObject("detail");
        detail.put("since", count.since().toString());
        detail.put("until", until.toString());
        ObjectNode reasons = detail.putObject("reasons");
        long total = 0;
        for (var reason : count.byReason().entrySet()) {
            reasons.put(reason.getKey().name().toLowerCase(Locale.ROOT), reason.getValue());
            total += reason.getValue();
        }
        detail.put("count", total);
        return data;
    }
}
