package io.atrium.system;

import static io.atrium.system.HostileKind.length;
import static io.atrium.system.HostileKind.one;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records for a topic that no service of the platform would write, made of those that it has: a part of one is replaced,
 * its bytes are damaged, its key is another's. Keys and values name organizations that are there to be attacked, or none:
 * what a service itself may say of an organization is no attack.
 */
final class HostileRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "@@hostile@@";

    private final String topic;
    private final List<byte[]> keys;
    private final List<byte[]> values;
    private final boolean mayClaim;

    /**
     * @param keys of records in the topic
     * @param values of the same
     * @param mayClaim whether a readable record of these may stand: not where it would speak for the whole platform
     */
    HostileRecords(String topic, List<byte[]> keys, List<byte[]> values, boolean mayClaim) {
        this.topic = topic;
        this.keys = List.copyOf(keys);
        this.values = List.copyOf(values);
        this.mayClaim = mayClaim;
    }

    List<ProducerRecord<byte[], byte[]>> make(int count, SplittableRandom random) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int twice = random.nextInt(8) == 0 ? 2 : 1;
            byte[] value = value(random);
            byte[] key = key(random, value);
            for (int times = 0; times < twice; times++) {
                records.add(new ProducerRecord<>(topic, key, value));
            }
        }
        return records;
    }

    private byte @Nullable [] key(SplittableRandom random, byte @Nullable [] value) {
        if (value == null || (!mayClaim && random.nextBoolean())) {
            return new UUID(random.nextLong(), random.nextLong()).toString().getBytes(StandardCharsets.UTF_8);
        }
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> HostileBodies.bytes(random, length(random, 200));
            case 2 -> one(random, HostileTexts.ALL).make().apply(random).getBytes(StandardCharsets.UTF_8);
            default -> one(random, keys);
        };
    }

    private byte @Nullable [] value(SplittableRandom random) {
        byte[] good = one(random, values);
        return switch (random.nextInt(mayClaim ? 8 : 4)) {
            case 0 -> random.nextInt(4) == 0 ? null : HostileBodies.bytes(random, length(random, 3_000));
            case 1 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 2 -> damaged(good, random);
            case 3 -> "[".repeat(length(random, 500_000)).getBytes(StandardCharsets.UTF_8);
            case 4 -> foreign(good, random);
            default -> replaced(good, random);
        };
    }

    /** In another charset, with its members twice, cut off, or something else altogether. */
    private byte[] damaged(byte[] good, SplittableRandom random) {
        HostileKind<Function<String, byte[]>> kind = one(random, HostileBodies.ALL);
        byte[] bytes = kind.make().apply(random).apply(new String(good, StandardCharsets.UTF_8));
        return mayClaim ? bytes : Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** One part of the envelope or of its data is a hostile value. */
    private static byte[] replaced(byte[] good, SplittableRandom random) {
        JsonNode event = read(good);
        List<ObjectNode> objects = new ArrayList<>();
        collect(event, objects);
        ObjectNode object = one(random, objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.add("hostile");
        String name = one(random, names);
        String value = one(random, HostileJson.ALL).make().apply(random);
        if (name.equals("data_base64") && random.nextBoolean()) {
            value = "\"" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "\"";
        }
        object.put(name, MARK);
        if (random.nextBoolean()
                && event instanceof ObjectNode envelope
                && envelope.path("id").isTextual()
                && !name.equals("id")) {
            // not taken for a duplicate of the one it was made of
            envelope.put("id", new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return event.toString().replace("\"" + MARK + "\"", value).getBytes(StandardCharsets.UTF_8);
    }

    /** Of an organization that nobody knows, in the envelope, in the data, or in both. */
    private static byte[] foreign(byte[] good, SplittableRandom random) {
        JsonNode event = read(good);
        String stranger = new UUID(random.nextLong(), random.nextLong()).toString();
        if (event instanceof ObjectNode envelope) {
            envelope.put("id", new UUID(random.nextLong(), random.nextLong()).toString());
            if (random.nextBoolean()) {
                envelope.put("organizationid", stranger);
            }
            if (random.nextBoolean() && envelope.path("data") instanceof ObjectNode data) {
                data.put(data.has("organization_id") ? "organization_id" : "id", stranger);
            }
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    /** Whether a record can be made hostile: an earlier test may have left some that are no JSON. */
    static boolean isJson(byte[] value) {
        try {
            return !JSON.readTree(value).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
