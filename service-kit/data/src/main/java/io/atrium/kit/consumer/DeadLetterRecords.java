package io.atrium.kit.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.contracts.Topics;
import io.atrium.kit.digest.Sha256;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The form of a dead letter: the record's key, value and headers as they were, and headers that say why it stands there
 * and where from:
 *
 * <ul>
 *   <li>{@code dead-letter-reason}: the machine code ({@code malformed}, {@code schema_unknown},
 *       {@code tenant_missing}, {@code processing_failed}, …)
 *   <li>{@code dead-letter-detail}: a sentence for an operator
 *   <li>{@code dead-letter-topic}, {@code dead-letter-partition}, {@code dead-letter-offset},
 *       {@code dead-letter-timestamp} (milliseconds since 1970 UTC): where it stood
 *   <li>{@code dead-letter-consumer}: the service that gave it up
 *   <li>{@code dead-letter-truncated}: only when the topic refused the record as too large: SHA-256 and length of the
 *       whole value, of which the beginning is kept, or nothing when that is refused too. A key of more than 1,024 bytes
 *       gives way to its SHA-256, and the record's own headers are left out
 * </ul>
 */
final class DeadLetterRecords {
    private static final String PREFIX = "dead-letter-";
    static final String REASON = PREFIX + "reason";
    static final String DETAIL = PREFIX + "detail";
    static final String TOPIC = PREFIX + "topic";
    static final String PARTITION = PREFIX + "partition";
    static final String OFFSET = PREFIX + "offset";
    static final String TIMESTAMP = PREFIX + "timestamp";
    static final String CONSUMER = PREFIX + "consumer";
    static final String TRUNCATED = PREFIX + "truncated";

    private static final int KEPT_OF_TOO_LARGE = 512 * 1024;
    private static final int LONGEST_KEY = 1024;
    private static final int LONGEST_DETAIL = 500;

    private DeadLetterRecords() {}

    static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String consumer, String code, @Nullable String detail) {
        ProducerRecord<byte[], byte[]> letter = letter(record, consumer, code, detail, record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                letter.headers().add(header);
            }
        }
        return letter;
    }

    /** The beginning of the value, a short key, and none of the record's own headers. */
    static ProducerRecord<byte[], byte[]> truncated(
            ConsumerRecord<byte[], byte[]> record, String consumer, String code, @Nullable String detail) {
        return truncated(record, consumer, code, detail, KEPT_OF_TOO_LARGE);
    }

    /** Where the record stood and what its digest is. */
    static ProducerRecord<byte[], byte[]> digest(
            ConsumerRecord<byte[], byte[]> record, String consumer, String code, @Nullable String detail) {
        return truncated(record, consumer, code, detail, 0);
    }

    private static ProducerRecord<byte[], byte[]> truncated(
            ConsumerRecord<byte[], byte[]> record, String consumer, String code, @Nullable String detail, int kept) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        byte[] beginning = Arrays.copyOf(value, Math.min(value.length, kept));
        ProducerRecord<byte[], byte[]> letter = letter(record, consumer, code, detail, shortKey(record), beginning);
        header(letter, TRUNCATED, "sha256=" + Sha256.hex(value) + ";length=" + value.length);
        return letter;
    }

    /** A long key gives way to its digest. */
    private static byte @Nullable [] shortKey(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null || key.length <= LONGEST_KEY ? key : ("sha256=" + Sha256.hex(key)).getBytes(UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record,
            String consumer,
            String code,
            @Nullable String detail,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetters(record.topic()), null, null, key, value);
        header(letter, REASON, code);
        header(letter, DETAIL, shortened(detail));
        header(letter, TOPIC, record.topic());
        header(letter, PARTITION, Integer.toString(record.partition()));
        header(letter, OFFSET, Long.toString(record.offset()));
        header(letter, TIMESTAMP, Long.toString(record.timestamp()));
        header(letter, CONSUMER, consumer);
        return letter;
    }

    /** The record as it stood in its topic; nothing when the letter does not say where, or holds a part of it only. */
    static Optional<ConsumerRecord<byte[], byte[]>> original(ConsumerRecord<byte[], byte[]> letter) {
        if (!text(letter, TRUNCATED).isEmpty()) {
            return Optional.empty();
        }
        try {
            RecordHeaders headers = new RecordHeaders();
            for (Header header : letter.headers()) {
                if (!header.key().startsWith(PREFIX)) {
                    headers.add(header);
                }
            }
            String timestamp = text(letter, TIMESTAMP);
            return Optional.of(new ConsumerRecord<>(
                    text(letter, TOPIC),
                    Integer.parseInt(text(letter, PARTITION)),
                    Long.parseLong(text(letter, OFFSET)),
                    timestamp.isEmpty() ? letter.timestamp() : Long.parseLong(timestamp),
                    TimestampType.CREATE_TIME,
                    letter.serializedKeySize(),
                    letter.serializedValueSize(),
                    letter.key(),
                    letter.value(),
                    headers,
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The last header of the name, or nothing. */
    static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }

    private static String shortened(@Nullable String detail) {
        String text = detail == null ? "" : detail;
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
