package io.atrium.local.topology;

import java.util.OptionalLong;

/**
 * A topic; its other settings are in {@code deploy/kafka/topics.conf}.
 *
 * @param cleanupPolicy as Kafka writes it: {@code delete}, {@code compact} or {@code compact,delete}
 * @param retentionMillis how long records are kept, where they are deleted by age
 */
public record Topic(String name, int partitions, String cleanupPolicy, OptionalLong retentionMillis) {

    /** Whether it holds the last record of each key. */
    public boolean compacted() {
        return cleanupPolicy.contains("compact");
    }

    /** Whether records are deleted by age. */
    public boolean deleted() {
        return cleanupPolicy.contains("delete");
    }
}
