package io.atrium.kit.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter, without its value.
 *
 * @param partition of the dead letter topic
 * @param offset of the dead letter topic
 * @param reason the machine code
 * @param detail a sentence for an operator
 * @param source where the record stood, as {@code topic-partition@offset}
 * @param key of the record
 * @param bytes of its value
 * @param at when it was set aside
 */
public record DeadLetterResponse(
        int partition,
        long offset,
        String reason,
        String detail,
        String source,
        @Nullable String key,
        int bytes,
        Instant at) {

    static DeadLetterResponse of(ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetterResponse(
                letter.partition(),
                letter.offset(),
                DeadLetterRecords.text(letter, DeadLetterRecords.REASON),
                DeadLetterRecords.text(letter, DeadLetterRecords.DETAIL),
                DeadLetterRecords.text(letter, DeadLetterRecords.TOPIC) + "-"
                        + DeadLetterRecords.text(letter, DeadLetterRecords.PARTITION) + "@"
                        + DeadLetterRecords.text(letter, DeadLetterRecords.OFFSET),
                letter.key() == null ? null : new String(letter.key(), UTF_8),
                Math.max(0, letter.serializedValueSize()),
                Instant.ofEpochMilli(letter.timestamp()));
    }
}
