package io.atrium.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.contracts.ActionOutcome;
import io.atrium.contracts.ActorType;
import io.atrium.contracts.ChangeRecord;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final UUID ORGANIZATION = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final UUID EVENT = UUID.fromString("0197a000-0000-7000-8000-000000000002");

    @Test
    void shouldWriteTheFormOfRfc8785() throws Exception {
        AuditRecord record = record("{\"z\":1.50,\"a\":\"\\u00e9\\u0007\",\"m\":[true,null,{\"y\":2,\"x\":1e2}]}");

        String canonical = record.canonical();

        assertThat(canonical)
                .isEqualTo("{\"action\":\"user.updated\",\"actor\":{\"id\":\"u1\",\"type\":\"USER\"},"
                        + "\"after\":{\"a\":\"é\\u0007\",\"m\":[true,null,{\"x\":100,\"y\":2}],\"z\":1.5},"
                        + "\"before\":null,\"detail\":null,\"event_id\":\"" + EVENT + "\",\"ip\":\"192.0.2.1\","
                        + "\"numbers\":{\"after\":{\"m\":{\"2\":{\"x\":\"1E+2\"}},\"z\":\"1.50\"}},"
                        + "\"occurred_at\":\"2026-01-02T03:04:05.000006Z\",\"organization_id\":\"" + ORGANIZATION
                        + "\",\"outcome\":\"SUCCESS\",\"request_id\":null,\"resource_id\":\"7\","
                        + "\"resource_type\":\"user\",\"source\":\"/identity-service\",\"user_agent\":null,\"v\":1,"
                        + "\"version\":3}");
    }

    @Test
    void shouldKeepDigitsThatNoDoubleHolds() throws Exception {
        String canonical = record("{\"id\":9007199254740993,\"amount\":0.1,\"rate\":1.23456789012345678901}")
                .canonical();

        assertThat(canonical)
                .contains("\"id\":\"9007199254740993\"")
                .contains("\"amount\":0.1,")
                .contains("\"rate\":\"1.23456789012345678901\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "-7",
                "1.0",
                "1.10",
                "0.1",
                "1E+2",
                "1E-9",
                "100000000000000000000000",
                "9007199254740993",
                "0.100000000000000000000000001",
                "-1.50",
                "1E+400",
                "4.9E-324"
            })
    void shouldReadNumbersBackAsTheyCame(String number) throws Exception {
        String after = "{\"a\":[{\"b\":" + number + "},\"" + number + "\"],\"c\":" + number + "}";
        AuditRecord record = record(after);

        AuditRecord read = AuditRecord.parse(record.canonical());

        assertThat(read.change().after()).hasToString(JSON.readTree(after).toString());
        assertThat(read.canonical()).isEqualTo(record.canonical());
        assertThat(AuditColumn.of(read)).isEqualTo(AuditColumn.of(record));
    }

    @Test
    void shouldReadRecordsWrittenBeforeNumbersKeptTheirText() {
        String earlier = "{\"action\":\"user.updated\",\"actor\":{\"id\":null,\"type\":\"USER\"},"
                + "\"after\":{\"big\":\"9007199254740993\",\"rate\":1e+21,\"z\":1.5},\"before\":null,\"detail\":null,"
                + "\"event_id\":\"" + EVENT + "\",\"ip\":null,\"occurred_at\":\"2026-01-02T03:04:05Z\","
                + "\"organization_id\":\"" + ORGANIZATION + "\",\"outcome\":\"SUCCESS\",\"request_id\":null,"
                + "\"resource_id\":null,\"resource_type\":\"user\",\"source\":\"/identity-service\","
                + "\"user_agent\":null,\"v\":1,\"version\":null}";

        AuditRecord read = AuditRecord.parse(earlier);

        assertThat(read.words()).isEqualTo("user.updated user /identity-service 9007199254740993 1.0e21 1.5 ");
        assertThat(read.change().after()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"after\":{\"c\":\"x\"}}",
                "{\"after\":{\"d\":\"1\"}}",
                "{\"after\":{\"a\":{\"9\":\"1\"}}}",
                "{\"after\":{\"a\":{\"x\":\"1\"}}}"
            })
    void shouldRefuseTextsOfNumbersThatBelongToNothing(String numbers) {
        String record = "{\"organization_id\":\"" + ORGANIZATION + "\",\"event_id\":\"" + EVENT
                + "\",\"action\":\"user.updated\",\"actor\":{\"type\":\"USER\"},\"outcome\":\"SUCCESS\",\"resource_type\":"
                + "\"user\",\"occurred_at\":\"2026-01-02T03:04:05Z\",\"after\":{\"a\":[1],\"c\":2},\"numbers\":%s}";

        assertThat(AuditRecord.parse(record.formatted("{}")).change().after()).isNotNull();
        assertThatThrownBy(() -> AuditRecord.parse(record.formatted(numbers)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":[1,-0,1.5,1E+2,1e21,4.9e-324,true,null,\"\"],\"a\":{\"\\ud83d\\ude00\":1,\"\\ufb33\":2,\"\":[]}}",
                "{\"x\":\"\\u0000\\u0008\\t\\n\\f\\r\\u001f\\\"\\\\/\\u007f\\u0080\\u2028\\u6f22\\ud83d\\ude00\"}",
                "{\"n\":[0.1,123456789012,-1.7976931348623157e308,333333333.3333333,1e-7,0.000001,9007199254740992]}"
            })
    void shouldWriteWhatTheReferenceImplementationWrites(String after) throws Exception {
        String canonical = record(after).canonical();

        String withoutTexts = canonical.replaceFirst(",\"numbers\":.*?}(,\"occurred_at\")", "$1");
        assertThat(withoutTexts).contains("\"after\":" + new JsonCanonicalizer(after).getEncodedString());
        assertThat(new JsonCanonicalizer(canonical).getEncodedString()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+131000", "1E-131000", "-1E+1001"})
    void shouldNotWriteOutAnExponent(String number) throws Exception {
        AuditRecord record = record("{\"x\":" + number + "}");

        assertThat(record.canonical()).hasSizeLessThan(1000);
        assertThat(AuditRecord.parse(record.canonical()).change().after()).hasToString("{\"x\":" + number + "}");
    }

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        String canonical = record("{\"name\":\"Ada\",\"half\":\"\\ud800\",\"nul\":\"\\u0000\"}")
                .canonical();

        AuditRecord read = AuditRecord.parse(canonical);

        assertThat(read.canonical()).isEqualTo(canonical);
        assertThat(read.words()).contains("ada").doesNotContain("\0");
    }

    @Test
    void shouldReadAVersionBackThatNoDoubleHolds() {
        long version = (1L << 53) + 1;
        AuditRecord record = new AuditRecord(
                EVENT,
                "/identity-service",
                new ChangeRecord(
                        ORGANIZATION,
                        "user.updated",
                        "user",
                        null,
                        ActionOutcome.SUCCESS,
                        "2026-01-02T03:04:05Z",
                        new ChangeRecord.Actor(ActorType.SYSTEM, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        version,
                        null,
                        null));

        AuditRecord read = AuditRecord.parse(record.canonical());

        assertThat(read.change().version()).isEqualTo(version);
    }

    @Test
    void shouldChainByEveryPartOfALink() {
        Instant time = Instant.parse("2026-01-02T03:04:05.000006Z");
        byte[] digest = ChainLink.digest(new byte[ChainLink.SALT_BYTES], "{}");
        byte[] hash = new ChainLink(ORGANIZATION, 1, EVENT, time, false, digest).hash(ChainLink.origin());

        byte[] otherDigest = ChainLink.digest(new byte[ChainLink.SALT_BYTES], "{} ");
        assertThat(hash).hasSize(32);
        assertThat(new ChainLink(EVENT, 1, EVENT, time, false, digest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 2, EVENT, time, false, digest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 1, ORGANIZATION, time, false, digest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 1, EVENT, time.plusNanos(1000), false, digest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 1, EVENT, time, true, digest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 1, EVENT, time, false, otherDigest).hash(ChainLink.origin()))
                .isNotEqualTo(hash);
        assertThat(new ChainLink(ORGANIZATION, 1, EVENT, time, false, digest).hash(digest))
                .isNotEqualTo(hash);
    }

    /** What is written beside a record must be what verification makes of its canonical form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":1,\"a\":{\"d\":[{\"z\":\"x\",\"y\":2}],\"c\":\"Text\"}}",
                "{\"a\":[3,2,1],\"A\":null,\"\\u00e9\":true,\"e\":\"\\u00c9t\\u00e9\"}",
                "{\"b\":\"\\ud83d\\ude00\",\"a\":1}",
                "{\"b\":\"half \\ud83d\",\"a\":\"\\ude00 half\"}",
                "{\"\\ud83d\":1,\"\\uffff\":2}",
                "{\"b\":\"nul \\u0000\",\"a\":\"\\u0007\\n\\\"\\\\\"}",
                "{\"b\":0.000001,\"a\":1.10}",
                "{\"b\":9007199254740992,\"a\":-9007199254740992}",
                "{\"b\":9007199254740993,\"a\":1e2}",
                "{\"b\":-0,\"a\":0.0,\"c\":123456789012345678901234567890}"
            })
    void shouldBeTheRecordThatItsFormReadsBackAs(String after) throws Exception {
        AuditRecord.Canonical canonical = record(after).canonicalForm();

        AuditRecord read = AuditRecord.parse(canonical.text());

        assertThat(canonical.text()).isEqualTo(record(after).canonical());
        assertThat(AuditColumn.of(canonical.record())).isEqualTo(AuditColumn.of(read));
        assertThat(canonical.record().canonical()).isEqualTo(read.canonical());
    }

    /** The same of records at random. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_128L, 0L})
    void shouldBeTheRecordThatItsFormReadsBackAsAtRandom(long fixedOrFresh) throws Exception {
        long seed = fixedOrFresh == 0 ? System.nanoTime() : fixedOrFresh;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String after = "{\"value\":" + value(random, 4) + "}";

            AuditRecord.Canonical canonical = record(after).canonicalForm();

            assertThat(AuditColumn.of(canonical.record()))
                    .as("seed %d, value %s", seed, after)
                    .isEqualTo(AuditColumn.of(AuditRecord.parse(canonical.text())));
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> Long.toString(random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(1000));
            case 1 -> random.nextBoolean() ? "null" : "true";
            case 2 -> random.nextInt(4) == 0 ? Double.toString(random.nextGaussian()) : "12";
            case 3, 4 -> text(random);
            case 5 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(n -> value(random, depth - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(n -> "\"" + (char) ('a' + random.nextInt(20)) + n + "\":" + value(random, depth - 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 0, random.nextInt(3) == 0 ? 0x10000 : 0x250)
                .mapToObj("\\u%04x"::formatted)
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static AuditRecord record(String after) throws Exception {
        JsonNode node = JSON.readTree(after);
        return new AuditRecord(
                EVENT,
                "/identity-service",
                new ChangeRecord(
                        ORGANIZATION,
                        "user.updated",
                        "user",
                        "7",
                        ActionOutcome.SUCCESS,
                        "2026-01-02T03:04:05.000006Z",
                        new ChangeRecord.Actor(ActorType.USER, "u1"),
                        "192.0.2.1",
                        null,
                        null,
                        null,
                        node,
                        3L,
                        null,
                        null));
    }
}
