package io.atrium.audit.ingest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes records for the topic of changes that nobody should send: well-formed ones with one or two parts replaced. */
public final class HostileChanges {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGE = 900_000;

    private final Random random;
    private final UUID organization;

    public HostileChanges(long seed, UUID organization) {
        this.random = new Random(seed);
        this.organization = organization;
    }

    /** The value of a record; it may be null. */
    public byte @Nullable [] next() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 ->
                random.ints(random.nextInt(200), 0, 256)
                        .collect(java.io.ByteArrayOutputStream::new, (out, b) -> out.write(b), (a, b) -> {})
                        .toByteArray();
            case 2 -> event().getBytes(Charset.forName(random.nextBoolean() ? "UTF-32" : "UTF-16"));
            case 3 -> cut(event().getBytes(StandardCharsets.UTF_8));
            case 4 -> event().replace("\"data\":", "\"data\":{},\"data\":").getBytes(StandardCharsets.UTF_8);
            case 5 -> new byte[] {0, 0x41, 0, 0, 0, 0, (byte) 0xFE, (byte) 0xFF};
            default -> event().getBytes(StandardCharsets.UTF_8);
        };
    }

    private String event() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("organization_id", text(organization));
        data.put("action", "\"thing.changed\"");
        data.put("resource_type", "\"thing\"");
        data.put("resource_id", "\"r-1\"");
        data.put("outcome", "\"SUCCESS\"");
        data.put("occurred_at", text(Instant.now()));
        data.put("actor", "{\"type\":\"USER\",\"id\":\"a\"}");
        data.put("ip", "\"192.0.2.7\"");
        data.put("before", "{\"name\":\"Ada\"}");
        data.put("after", "{\"name\":\"Grace\"}");
        data.put("version", "2");
        data.put("detail", "null");
        spoil(data);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "\"1.0\"");
        event.put("id", text(UUID.randomUUID()));
        event.put("source", "\"/identity-service\"");
        event.put("type", "\"io.atrium.thing.changed\"");
        event.put("time", text(Instant.now()));
        event.put("datacontenttype", "\"application/json\"");
        event.put("organizationid", text(organization));
        event.put("data", object(data));
        if (random.nextInt(4) == 0) {
            spoil(event);
        }
        return object(event);
    }

    private void spoil(Map<String, Object> parts) {
        List<String> names = new ArrayList<>(parts.keySet());
        for (int i = 0; i <= random.nextInt(2); i++) {
            parts.put(names.get(random.nextInt(names.size())), value());
        }
    }

    /** A JSON value as text. */
    private String value() {
        return switch (random.nextInt(16)) {
            case 0 -> "null";
            case 1 -> "[]";
            case 2 -> "{\"x\":1e131000}";
            case 3 -> "{\"x\":[1e1001,-1e-1001,1E+400,0.1e-400,9007199254740993,1.10]}";
            case 4 -> "{\"x\":" + "9".repeat(1 + random.nextInt(150_000)) + "}";
            case 5 -> "{\"x\":" + "[".repeat(900) + "]".repeat(900) + "}";
            case 6 -> "[".repeat(100_000);
            case 7 -> "{\"a\":1,\"a\":2,\"\\ud800\":{\"x\":1.10},\"\\ud801\":5}";
            case 8 -> "\"\\u0000\\ud800\\udfff\\ufffe\"";
            case 9 -> "{\"\\u0000\":\"\\u0000\",\"\\ud83d\":\"\\ude00\"}";
            case 10 -> "\"" + "\u6f22".repeat(1 + random.nextInt(2_000)) + "\"";
            case 11 -> "{\"long\":\"" + "x".repeat(random.nextInt(LARGE)) + "\"}";
            case 12 -> "{\"many\":[" + "{},".repeat(random.nextInt(LARGE / 3)) + "0]}";
            case 13 -> "-" + random.nextLong(Long.MAX_VALUE);
            case 14 -> "true";
            default -> "{\"" + "n".repeat(random.nextInt(60_000)) + "\":\"\\b\\f\\u001f\u007f\u2028\"}";
        };
    }

    private byte[] cut(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private static String object(Map<String, Object> parts) {
        StringBuilder json = new StringBuilder("{");
        parts.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append(text(name))
                .append(':')
                .append(value));
        return json.append('}').toString();
    }

    private static String text(Object value) {
        return JSON.getNodeFactory().textNode(value.toString()).toString();
    }
}
