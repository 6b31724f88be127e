package io.atrium.kit.consumer;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of a batch that failed alone, by no outage, and are to be tried again or set aside. */
final class FailedRecords<T> {
    private final List<Failed<T>> failed = new ArrayList<>();

    /** A record, what it was read as, and why it failed last. */
    record Failed<T>(ConsumerRecord<byte[], byte[]> record, T item, Throwable failure) {}

    void add(ConsumerRecord<byte[], byte[]> record, T item, Throwable failure) {
        failed.add(new Failed<>(record, item, failure));
    }

    boolean isEmpty() {
        return failed.isEmpty();
    }

    /** All of them, and none is left. */
    List<Failed<T>> take() {
        List<Failed<T>> taken = List.copyOf(failed);
        failed.clear();
        return taken;
    }
}
