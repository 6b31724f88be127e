package io.atrium.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bytes, bodies and envelopes as an attacker would write them. */
final class HostileJson {

    private static final String T1 = "2026-03-01T10:00:00Z";

    private final Random random;

    HostileJson(Random random) {
        this.random = random;
    }

    /** A webhook's body: sometimes good, mostly not. */
    String body() {
        return switch (random.nextInt(12)) {
            case 0 -> Webhooks.user("user.created", "usr_" + random.nextInt(5), T1, random.nextInt(3), "name");
            case 1 -> "{\"type\":\"user.created\",\"data\":{\"id\":\"u\",\"n\":" + number() + "}}";
            case 2 -> "{\"type\":\"user.created\",\"type\":1,\"data\":{\"id\":\"u\"}}";
            case 3 -> "[".repeat(1 + random.nextInt(3000));
            case 4 -> "{\"type\":\"user.updated\",\"data\":{\"id\":\"u\",\"t\":\"\\u0000\\ud800\"}}";
            case 5 -> "{\"type\":\"user.updated\",\"data\":{\"id\":" + number() + "}}";
            case 6 -> "{\"type\":\"user.updated\",\"timestamp\":\"9999-12-31T23:59:60Z\",\"data\":{\"id\":\"u\"}}";
            case 7 -> "{\"type\":\"user.updated\",\"data\":{\"id\":\"" + "i".repeat(random.nextInt(2000)) + "\"}}";
            case 8 ->
                "{\"type\":\"user.updated\",\"data\":{\"id\":\"u\",\"version\":" + number() + ",\"x\":"
                        + "{\"a\":".repeat(50) + "1" + "}".repeat(50) + "}}";
            case 9 -> "{\"type\":" + Json.text(value(0)) + ",\"data\":" + Json.text(value(0)) + "}";
            case 10 -> "";
            default -> "\uFEFF{\"type\":\"user.deleted\",\"data\":{\"id\":\"u\"}}";
        };
    }

    /** The envelope with something wrong with it, or nothing; null is a tombstone. */
    byte @Nullable [] envelope(byte[] good) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new String(good, UTF_8).getBytes(Charset.forName("UTF-32BE"));
            case 2 -> prefixed(new byte[] {0, 0, (byte) 0xfe, (byte) 0xff}, good);
            case 3 -> prefixed(new byte[] {0, 0x41, 0, 0}, good);
            case 4 -> new byte[0];
            case 5 -> cut(good);
            case 6 -> changed(good, "organizationid");
            case 7 -> changed(good, "time");
            case 8 -> changed(good, "webhooksource");
            case 9 -> changed(good, "id");
            case 10 -> twice(good);
            default -> good;
        };
    }

    /** Any JSON value. */
    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> Double.MAX_VALUE;
            case 4 -> "";
            case 5 -> "\u0000\uD800" + "x".repeat(random.nextInt(300));
            case 6 -> list(depth);
            default -> map(depth);
        };
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(String.valueOf(value(depth + 1)));
        }
        return list;
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : List.of("id", "status", "version", "updated_at", "\u0000")) {
            if (random.nextBoolean()) {
                map.put(name, value(depth + 1));
            }
        }
        return map;
    }

    private String number() {
        return switch (random.nextInt(5)) {
            case 0 -> "1e131000";
            case 1 -> "1e200000";
            case 2 -> "-1e-99999";
            case 3 -> "9".repeat(1 + random.nextInt(1500));
            default -> "0." + "1".repeat(1 + random.nextInt(1500));
        };
    }

    private byte[] changed(byte[] good, String field) {
        String text = new String(good, UTF_8);
        String wrong = Json.text(Map.of("v", String.valueOf(value(0))));
        List<String> values =
                List.of("null", "1", "[]", "{}", "\"\"", "\"\\u0000\"", wrong, "\"" + UUID.randomUUID() + "x\"");
        return text.replaceFirst(
                        "\"" + field + "\":\"[^\"]*\"",
                        java.util.regex.Matcher.quoteReplacement(
                                "\"" + field + "\":" + values.get(random.nextInt(values.size()))))
                .getBytes(UTF_8);
    }

    private byte[] cut(byte[] good) {
        byte[] cut = new byte[random.nextInt(good.length)];
        System.arraycopy(good, 0, cut, 0, cut.length);
        return cut;
    }

    private static byte[] twice(byte[] good) {
        return (new String(good, UTF_8).replaceFirst("\\{", "{\"id\":\"x\",")).getBytes(UTF_8);
    }

    private static byte[] prefixed(byte[] prefix, byte[] rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(prefix);
        all.writeBytes(rest);
        return all.toByteArray();
    }
}
