package io.atrium.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    static String shorten(ObjectMapper json, String data) {
        try {
            if (!(json.readTree(data) instanceof ObjectNode record)) {
                return digest(json, data).toString();
            }
            for (String body : BODIES) {
                JsonNode value = record.get(body);
                if (value != null && !value.isNull()) {
                    record.set(body, digest(json, value.toString()));
                }
            }
            return record.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb that is no JSON", e);
        }
    }

    private static ObjectNode digest(ObjectMapper json, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return json.createObjectNode()
                    .put("truncated", true)
                    .put("sha256", sha256)
                    .put("bytes", bytes.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
