package io.atrium.kit.consumer;

import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The part of a consumer that is specific to a topic: parsing and processing its records. {@link BatchConsumer} does
 * the rest.
 *
 * @param <T> a record as the service understands it
 */
public interface BatchHandler<T> {
    /**
     * Makes an item of a record. Runs on the event loop, once for each delivery of the record.
     *
     * @return the item, or null when this consumer has no interest in the record
     * @throws UnreadableEventException when the record can never be processed; it becomes a dead letter with the
     *     exception's code. Any other exception does so too, as {@code malformed}
     */
    @Nullable
    T parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException;

    /**
     * The trace that an item's event belongs to, which the processing of the record continues.
     *
     * @return the event's {@code traceparent}, or null
     */
    default @Nullable String traceParent(T item) {
        return null;
    }

    /**
     * Applies the items, all or none of them, in one transaction that also holds the memory of what was applied: a
     * batch is delivered again after a crash, and parts of it after a failure.
     *
     * <p>When it fails by an outage ({@link io.atrium.kit.database.Outages}), the same items are given again until it
     * works. When it fails by anything else, parts of them are given, down to a single one.
     *
     * @param items at least one, in the order of their partitions
     * @return completes after the commit
     */
    Uni<Void> process(List<T> items);
}
