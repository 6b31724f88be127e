package io.atrium.kit.consumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Dead letters of one service, and where the next begin.
 *
 * @param next offset by partition
 * @param more whether the topic holds more behind them
 */
record DeadLetterPage(List<ConsumerRecord<byte[], byte[]>> letters, Map<Integer, Long> next, boolean more) {

    /** Collects letters up to a number and to so many bytes. */
    static final class Builder {
        private static final long MOST_BYTES = 16 * 1024 * 1024;

        private final String service;
        private final int limit;
        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, Long> next = new HashMap<>();
        private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        private long bytes;

        Builder(String service, int limit, Map<TopicPartition, Long> ends) {
            this.service = service;
            this.limit = limit;
            this.ends = ends;
        }

        void beginAt(TopicPartition partition, long offset) {
            next.put(partition, offset);
        }

        boolean wantsMore() {
            return !isFull() && isBehind();
        }

        void add(ConsumerRecord<byte[], byte[]> letter) {
            TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
            if (isFull() || letter.offset() >= end(partition)) {
                return;
            }
            next.put(partition, letter.offset() + 1);
            if (service.equals(DeadLetterRecords.text(letter, DeadLetterRecords.CONSUMER))) {
                letters.add(letter);
                bytes += Math.max(0, letter.serializedValueSize());
            }
        }

        /** All records before the offset were given. */
        void reached(TopicPartition partition, long offset) {
            if (!isFull()) {
                next.merge(partition, Math.min(offset, end(partition)), Math::max);
            }
        }

        private long end(TopicPartition partition) {
            return ends.getOrDefault(partition, 0L);
        }

        private boolean isFull() {
            return letters.size() >= limit || bytes >= MOST_BYTES;
        }

        private boolean isBehind() {
            return ends.entrySet().stream().anyMatch(end -> next.getOrDefault(end.getKey(), 0L) < end.getValue());
        }

        DeadLetterPage build() {
            Map<Integer, Long> offsets = new TreeMap<>();
            next.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
            return new DeadLetterPage(List.copyOf(letters), offsets, isBehind());
        }
    }
}
