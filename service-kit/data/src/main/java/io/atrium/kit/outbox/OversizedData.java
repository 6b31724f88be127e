package io.atrium.kit.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keeps a change that no broker would take from blocking the relay: before, after and detail are replaced by their
 * SHA-256 and size, everything else of the record stays.
 */
final class OversizedData {

    private static final String[] BODIES = {"before", "after", "detail"};

    private OversizedData() {}

    static JsonNode shorten(JsonNode data) {
        if (!(data instanceof ObjectNode record)) {
            return digest(data.toString());
        }
        for (String body : BODIES) {
            JsonNode value = record.get(body);
            if (value != null && !value.isNull()) {
                record.set(body, digest(value.toString()));
            }
        }
        return record;
    }

    private static ObjectNode digest(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("truncated", true)
                    .put("sha256", sha256)
                    .put("bytes", bytes.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
