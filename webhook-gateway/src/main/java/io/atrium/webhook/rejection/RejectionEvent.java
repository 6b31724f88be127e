package io.atrium.webhook.rejection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.ActionOutcome;
import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.EventAttributes;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.id.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** {@code webhook.signature_rejected}, as the audit trail takes it. */
final class RejectionEvent {

    private static final String ACTION = "webhook.signature_rejected";

    private RejectionEvent() {}

    static EventEnvelope of(String organizationId, String source, RejectionCount count, Instant until) {
        ChangeRecord change = ChangeRecord.ofProvider(
                UUID.fromString(organizationId),
                ACTION,
                "webhook_source",
                source,
                ActionOutcome.DENIED,
                until,
                count.lastIp(),
                detail(count, until));
        return EventEnvelope.json(
                        Ids.next().toString(),
                        "/webhook-gateway",
                        change.type(),
                        source,
                        until,
                        change.organizationId(),
                        change.write())
                .withExtension(EventAttributes.TRACE_PARENT, count.lastTraceParent());
    }

    private static ObjectNode detail(RejectionCount count, Instant until) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("since", count.since().toString());
        detail.put("until", until.toString());
        ObjectNode reasons = detail.putObject("reasons");
        long total = 0;
        for (var reason : count.byReason().entrySet()) {
            reasons.put(reason.getKey().name().toLowerCase(Locale.ROOT), reason.getValue());
            total += reason.getValue();
        }
        detail.put("count", total);
        return detail;
    }
}
