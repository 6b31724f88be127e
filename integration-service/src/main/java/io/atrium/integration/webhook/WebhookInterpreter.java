package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordKind;
import io.atrium.integration.record.RecordVersion;
import io.atrium.kit.digest.Sha256;
import io.atrium.kit.json.JsonRefusedException;
import io.atrium.kit.json.Storable;
import io.atrium.kit.time.ExactTime;
import io.atrium.kit.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads webhooks. The default sources bring {@code {"type", "timestamp", "data": {"id", "updated_at", …}}} with the
 * types of their kind; what does not is dead with its reason. A ping has no effect. Other sources bring what they bring and have
 * no effect on synced data.
 *
 * <p>A time that is further ahead of the receipt than clocks differ does not order versions, because nothing later would ever
 * come after it: the latest time that is allowed does.
 */
@ApplicationScoped
class WebhookInterpreter {

    private static final int LONGEST_ID = 512;
    static final int LONGEST_TYPE = 200;
    private static final int LONGEST_CHAIN_PART = 200;

    private static final Map<RecordKind, Set<String>> TYPES = Map.of(
            RecordKind.USERS, Set.of("user.created", "user.updated", "user.deleted"),
            RecordKind.PAYMENTS, Set.of("payment.created", "payment.succeeded", "payment.failed", "payment.refunded"),
            RecordKind.MESSAGES, Set.of("message.sent", "message.delivered", "message.failed", "message.opened"));

    /** With these a provider tries whether its signed webhooks arrive. */
    private static final Set<String> PINGS = Set.of("ping", "webhook.ping", "webhook.test");

    private static final Duration AHEAD = Duration.ofMinutes(5);

    Interpretation interpret(ReceivedWebhook webhook) {
        Optional<RecordKind> kind = RecordKind.ofSource(webhook.source());
        try {
            WebhookBody body = WebhookBody.read(webhook.payload());
            return kind.isEmpty() ? withoutEffect(webhook, body.members()) : interpret(webhook, kind.get(), body);
        } catch (JsonRefusedException e) {
            return kind.isEmpty()
                    ? withoutEffect(webhook, null)
                    : dead(webhook, null, null, "The body " + e.getMessage());
        }
    }

    private static Interpretation withoutEffect(ReceivedWebhook webhook, @Nullable JsonNode body) {
        String type = text(body, "type", LONGEST_TYPE);
        return new Interpretation(
                webhook, chain(webhook, webhook.entityId()), type, webhook.entityId(), null, null, null);
    }

    private static Interpretation dead(
            ReceivedWebhook webhook, @Nullable String type, @Nullable String id, String fault) {
        String entity = id == null ? webhook.entityId() : id;
        return new Interpretation(webhook, chain(webhook, entity), type, entity, null, fault, null);
    }

    private static Interpretation interpret(ReceivedWebhook webhook, RecordKind kind, WebhookBody read) {
        JsonNode body = read.members();
        String type = text(body, "type", LONGEST_TYPE);
        if (type != null && PINGS.contains(type)) {
            return withoutEffect(webhook, body);
        }
        String id = id(body);
        String fault = fault(kind, body, type, id);
        if (fault != null || type == null || id == null) {
            return dead(webhook, type, id, fault == null ? "The body names no record" : fault);
        }
        boolean deleted = type.equals("user.deleted");
        Storable record = deleted || !read.carriesRecord()
                ? new Storable(RecordChange.NOT_CARRIED, 0)
                : Storable.json(read.data());
        RecordChange change = new RecordChange(
                webhook.organizationId(),
                kind,
                id,
                record.text(),
                version(webhook, body),
                deleted,
                RecordChange.Origin.WEBHOOK,
                webhook.eventId());
        return new Interpretation(webhook, chain(webhook, id), type, id, change, null, detail(webhook, body, record));
    }

    private static @Nullable String detail(ReceivedWebhook webhook, JsonNode body, Storable record) {
        List<String> details = new ArrayList<>();
        if (record.replaced() > 0) {
            details.add("U+FFFD stands in the record for " + record.replaced()
                    + " characters that cannot be stored (U+0000, unpaired surrogates); the payload is as it came");
        }
        if (isAhead(webhook, time(body.path("data").path("updated_at")))
                || isAhead(webhook, time(body.path("timestamp")))) {
            details.add("a time is more than " + AHEAD.toMinutes()
                    + " minutes after the receipt; versions are ordered as if it were not");
        }
        return details.isEmpty() ? null : String.join("; ", details);
    }

    private static boolean isAhead(ReceivedWebhook webhook, Optional<ExactTime> time) {
        return time.isPresent() && time.get().compareTo(latest(webhook)) > 0;
    }

    private static ExactTime latest(ReceivedWebhook webhook) {
        return ExactTime.of(webhook.receivedAt().toInstant().plus(AHEAD));
    }

    private static ExactTime notAhead(ReceivedWebhook webhook, ExactTime time) {
        ExactTime latest = latest(webhook);
        return time.compareTo(latest) > 0 ? latest : time;
    }

    private static @Nullable String fault(RecordKind kind, JsonNode body, @Nullable String type, @Nullable String id) {
        if (!body.isObject()) {
            return "The body is no JSON object";
        }
        if (type == null) {
            return "The body has no type";
        }
        if (!TYPES.getOrDefault(kind, Set.of()).contains(type)) {
            return "The type " + type + " is not one of the source's";
        }
        if (id == null) {
            return "The body has no data.id of 1 to " + LONGEST_ID + " characters";
        }
        JsonNode updated = body.path("data").path("updated_at");
        if (!updated.isMissingNode() && !updated.isNull() && time(updated).isEmpty()) {
            return "data.updated_at is no RFC 3339 time";
        }
        return null;
    }

    /** An event that does not say when it was told was told when it was received. */
    private static RecordVersion version(ReceivedWebhook webhook, JsonNode body) {
        JsonNode data = body.path("data");
        ExactTime told = time(body.path("timestamp"))
                .map(time -> notAhead(webhook, time))
                .orElseGet(() -> ExactTime.of(webhook.receivedAt().toInstant()));
        ExactTime updated = time(data.path("updated_at"))
                .map(time -> notAhead(webhook, time))
                .orElse(told);
        JsonNode counter = data.path("version");
        return new RecordVersion(updated, counter.canConvertToLong() ? counter.asLong() : 0, told, 0);
    }

    private static @Nullable String text(@Nullable JsonNode body, String field, int longest) {
        JsonNode value = body == null ? null : body.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            return null;
        }
        String text = Storable.plain(value.textValue());
        // Cutting may have parted a surrogate pair.
        return text.length() <= longest ? text : Storable.plain(text.substring(0, longest));
    }

    private static @Nullable String id(JsonNode body) {
        JsonNode value = body.path("data").path("id");
        if (!(value.isTextual() || value.isIntegralNumber())) {
            return null;
        }
        String id = Storable.plain(value.asText());
        return id.isEmpty() || id.length() > LONGEST_ID ? null : id;
    }

    private static Optional<ExactTime> time(JsonNode value) {
        return Rfc3339.exact(value.textValue());
    }

    private static String chain(ReceivedWebhook webhook, @Nullable String entity) {
        return webhook.source() + "/" + (entity == null ? webhook.eventId().toString() : bounded(entity));
    }

    /** Long ids go by their digest, so that the chain stays a key. */
    private static String bounded(String entity) {
        if (entity.length() <= LONGEST_CHAIN_PART) {
            return entity;
        }
        return "sha256:" + Sha256.hex(entity.getBytes(UTF_8));
    }
}
