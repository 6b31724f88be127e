package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordKind;
import io.atrium.kit.time.Rfc3339;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads webhooks. The default sources bring {@code {"type", "timestamp", "data": {"id", "updated_at", …}}} with the
 * types of their kind; what does not is dead with its reason. Other sources bring what they bring and have no effect on
 * synced data.
 */
@ApplicationScoped
class WebhookInterpreter {

    private static final int LONGEST_ID = 512;
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_CHAIN_PART = 200;

    private static final Map<RecordKind, Set<String>> TYPES = Map.of(
            RecordKind.USERS, Set.of("user.created", "user.updated", "user.deleted"),
            RecordKind.PAYMENTS, Set.of("payment.created", "payment.succeeded", "payment.failed", "payment.refunded"),
            RecordKind.MESSAGES, Set.of("message.sent", "message.delivered", "message.failed", "message.opened"));

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Interpretation interpret(ReceivedWebhook webhook) {
        JsonNode body = parse(webhook.payload());
        String type = text(body, "type", LONGEST_TYPE);
        Optional<RecordKind> kind = RecordKind.ofSource(webhook.source());
        if (kind.isEmpty()) {
            return new Interpretation(
                    webhook, chain(webhook, webhook.entityId()), type, webhook.entityId(), null, null);
        }
        String id = id(body);
        String fault = fault(kind.get(), body, type, id);
        String entity = id == null ? webhook.entityId() : id;
        RecordChange change = fault == null && body != null && type != null && id != null
                ? change(webhook, kind.get(), body, type, id)
                : null;
        return new Interpretation(webhook, chain(webhook, entity), type, entity, change, fault);
    }

    private static @Nullable String fault(
            RecordKind kind, @Nullable JsonNode body, @Nullable String type, @Nullable String id) {
        if (body == null) {
            return "The body is no JSON";
        }
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
        if (!updated.isMissingNode() && !updated.isNull() && time(updated) == null) {
            return "data.updated_at is no RFC 3339 time";
        }
        return null;
    }

    private RecordChange change(ReceivedWebhook webhook, RecordKind kind, JsonNode body, String type, String id) {
        JsonNode data = body.path("data");
        OffsetDateTime updated = time(data.path("updated_at"));
        if (updated == null) {
            updated = time(body.path("timestamp"));
        }
        boolean deleted = type.equals("user.deleted");
        return new RecordChange(
                webhook.organizationId(),
                kind,
                id,
                deleted || !carriesRecord(data) ? RecordChange.NOT_CARRIED : data.toString(),
                updated == null ? webhook.receivedAt() : updated,
                data.path("version").canConvertToLong() ? data.path("version").asLong() : 0,
                deleted,
                RecordChange.Origin.WEBHOOK,
                webhook.eventId());
    }

    /** More than what names a version of the record. */
    private static boolean carriesRecord(JsonNode data) {
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            if (!Set.of("id", "updated_at", "version").contains(field.getKey())) {
                return true;
            }
        }
        return false;
    }

    private @Nullable JsonNode parse(byte[] payload) {
        try {
            JsonNode node = json.readTree(payload);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot fail to be read", e);
        }
    }

    private static @Nullable String text(@Nullable JsonNode body, String field, int longest) {
        JsonNode value = body == null ? null : body.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            return null;
        }
        String text = ReceivedWebhook.storable(value.textValue());
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static @Nullable String id(@Nullable JsonNode body) {
        JsonNode value = body == null ? null : body.path("data").path("id");
        if (value == null || !(value.isTextual() || value.isIntegralNumber())) {
            return null;
        }
        String id = value.asText();
        return id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0 ? null : id;
    }

    private static @Nullable OffsetDateTime time(JsonNode value) {
        return Rfc3339.parse(value.textValue())
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    private static String chain(ReceivedWebhook webhook, @Nullable String entity) {
        return webhook.source() + "/" + (entity == null ? webhook.eventId().toString() : bounded(entity));
    }

    /** Long ids go by their digest, so that the chain stays a key. */
    private static String bounded(String entity) {
        if (entity.length() <= LONGEST_CHAIN_PART) {
            return entity;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(entity.getBytes(UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
