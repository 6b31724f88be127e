package io.atrium.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a topic as {@code contracts} keeps it, one golden file: what producers are held to write and consumers to
 * read.
 *
 * @param name the file's name without {@code .record.json}
 * @param value the event
 */
public record GoldenRecord(String name, String topic, String key, JsonNode value) {

    private static final String FOLDER = "/io/atrium/contracts/golden/";
    private static final String SUFFIX = ".record.json";
    /** As {@code sha256sum} writes its lines: 64 digits, two characters, the name. */
    private static final int NAME_AT = 66;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public static GoldenRecord named(String name) {
        JsonNode record = json(read(name + SUFFIX));
        return new GoldenRecord(
                name, record.path("topic").asText(), record.path("key").asText(), record.path("value"));
    }

    /** Every record of every topic. */
    public static List<GoldenRecord> all() {
        return new String(read("SHA256SUMS"), UTF_8)
                .lines()
                .map(line -> line.substring(NAME_AT))
                .filter(file -> file.endsWith(SUFFIX))
                .map(file -> named(file.substring(0, file.length() - SUFFIX.length())))
                .toList();
    }

    /** Every record of a topic. */
    public static List<GoldenRecord> of(String topic) {
        return all().stream().filter(record -> record.topic.equals(topic)).toList();
    }

    /** The record as a consumer gets it. */
    public ConsumerRecord<byte[], byte[]> consumed() {
        return new ConsumerRecord<>(topic, 0, 0, key.getBytes(UTF_8), bytes());
    }

    /** The event as the value of a record. */
    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails unless a producer has written this record.
     *
     * @param ids the ids that the test used, each with the one that stands in the file
     * @param differing pointers into the event to text that differs from run to run, such as times; it must have the form
     *     of the file's
     */
    public void assertWritten(String writtenKey, byte[] written, Map<String, String> ids, String... differing) {
        JsonNode event = json(withIdsOfFile(new String(written, UTF_8), ids).getBytes(UTF_8));
        for (String pointer : differing) {
            JsonPointer at = JsonPointer.compile(pointer);
            assertThat(form(event.at(at))).as(pointer).isEqualTo(form(value.at(at)));
            ((ObjectNode) event.at(at.head())).set(at.last().getMatchingProperty(), value.at(at));
        }
        assertThat(event).as(name).isEqualTo(value);
        assertThat(withIdsOfFile(writtenKey, ids)).as("key of " + name).isEqualTo(key);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String withIdsOfFile(String text, Map<String, String> ids) {
        String replaced = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            replaced = replaced.replace(id.getKey(), id.getValue());
        }
        return replaced;
    }

    /** Text with every digit as 0 and without fractions of seconds, whose length differs. */
    private static String form(JsonNode node) {
        return node.isTextual()
                ? node.asText().replaceAll("\\.[0-9]+", "").replaceAll("[0-9a-f]", "0")
                : node.getNodeType().name();
    }

    private static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = GoldenRecord.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
