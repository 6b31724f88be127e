package io.atrium.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.AuditRecord;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.wire.testing.ThreadCost;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The CPU time of taking a change, and of reading it back, grows no faster with the length of any part of it than
 * {@link ThreadCost} allows. Numbers have the digits that the platform's entrances take: a longer one is parsed in n^1.6, and its event's
 * values are then kept as a digest.
 */
class CostOfLengthTest {
    private static final int LENGTH = 50_000;

    private static final String EVENT = """
            {"specversion":"1.0","id":"019c1d6f-ebf8-765a-85e6-0af593bd04cf","source":"/identity-service",\
            "type":"io.atrium.thing.changed","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json",\
            "organizationid":"019a0000-0000-7000-8000-000000000001","data":{\
            "organization_id":"019a0000-0000-7000-8000-000000000001","action":"thing.changed","resource_type":"thing",\
            "outcome":"SUCCESS","occurred_at":"2026-01-01T00:00:00Z","actor":{"type":"USER"},"version":1,%s}}""";

    static Stream<Arguments> parts() {
        return Stream.of(
                part("text", n -> "\"after\":{\"x\":\"" + "x".repeat(n) + "\"}"),
                part("escapes", n -> "\"after\":{\"x\":\"" + "\\u0001".repeat(n / 6) + "\"}"),
                part("lone surrogates", n -> "\"after\":{\"x\":\"" + "\\ud800".repeat(n / 6) + "\"}"),
                part("digits", n -> "\"after\":{\"x\":[" + ("9".repeat(1000) + ",").repeat(n / 1001) + "0]}"),
                part("fraction", n -> "\"after\":{\"x\":[" + ("0." + "1".repeat(998) + ",").repeat(n / 1001) + "0]}"),
                part("many numbers", n -> "\"after\":{\"x\":[" + "1.10,".repeat(n / 5) + "0]}"),
                part("exponents", n -> "\"after\":{\"x\":[" + "1e131000,".repeat(n / 9) + "0]}"),
                part("long integers", n -> "\"after\":{\"x\":[" + "9007199254740993,".repeat(n / 17) + "0]}"),
                part("empty objects", n -> "\"after\":{\"x\":[" + "{},".repeat(n / 3) + "0]}"),
                part("members", CostOfLengthTest::members),
                part("before and after", n -> members(n / 2).replace("after", "before") + "," + members(n / 2)),
                part("depth", n -> "\"after\":{\"x\":" + "[".repeat(n / 1000) + "]".repeat(n / 1000) + "}"),
                part("same names", n -> "\"after\":{" + "\"a\":1,".repeat(n / 6) + "\"b\":1}"),
                part("action", n -> "\"action\":\"" + "a.".repeat(n / 2) + "\""),
                part("time", n -> "\"occurred_at\":\"2026-01-01T00:00:00." + "0".repeat(n) + "Z\""),
                part("actor", n -> "\"actor\":{\"type\":\"USER\",\"id\":\"" + "x".repeat(n) + "\"}"),
                part("version", n -> "\"version\":" + "1".repeat(n / 200)),
                part("resource_id", n -> "\"resource_id\":\"" + "\u6f22".repeat(n) + "\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void shouldGrowNoFasterThanTheLength(String name, IntFunction<String> part) {
        byte[] shorter = event(part, LENGTH);
        byte[] longer = event(part, 4 * LENGTH);

        Optional<String> excess = ThreadCost.excess(() -> take(shorter), () -> take(longer));

        assertThat(excess).as(name).isEmpty();
    }

    private static byte[] event(IntFunction<String> part, int length) {
        return EVENT.formatted(part.apply(length)).getBytes(StandardCharsets.UTF_8);
    }

    private static void take(byte[] event) {
        try {
            Change change = ChangeParser.parse(new ConsumerRecord<>("changes", 0, 0, new byte[0], event));
            AuditRecord read = AuditRecord.parse(change.canonical());
            if (AuditColumn.of(read).isEmpty() || change.sentAt().isAfter(Instant.MAX)) {
                throw new AssertionError("never");
            }
        } catch (UnreadableEventException e) {
            // refused: that costs something, too
        }
    }

    private static String members(int length) {
        StringBuilder json = new StringBuilder("\"after\":{");
        for (int i = 0; json.length() < length; i++) {
            json.append("\"m").append(i).append("\":\"v\",");
        }
        return json.append("\"z\":0}").toString();
    }

    private static Arguments part(String name, IntFunction<String> part) {
        return Arguments.of(name, part);
    }
}
