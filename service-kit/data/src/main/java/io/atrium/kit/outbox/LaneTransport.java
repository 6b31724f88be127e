package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The way to one topic, partition by partition. */
interface LaneTransport {

    /** How many partitions the topic has; 0 while that is not known. */
    int partitions();

    /** The partition of a key; -1 while the topic's partitions are not known. */
    int partition(String key);

    /** Whether records can be sent to the partition now; if not, it is being made ready, and then {@code wake} is called. */
    boolean isReady(int partition, Runnable wake);

    /** Has the partitions fetched. */
    void prepare();

    /**
     * Sends to one partition, in order.
     *
     * @return for each record null, or why it was not taken
     */
    Uni<List<@Nullable Throwable>> send(int partition, List<ProducerRecord<byte[], byte[]>> records);

    /** Whether a failure of several records sent together may be that of any of them. */
    boolean failsTogether();

    void close();
}
