package io.atrium.kit.outbox;

import io.atrium.kit.event.EventSender;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Through the service's producer: each record is acknowledged by itself. */
final class PlainTransport implements LaneTransport {

    private final String topic;
    private final EventSender sender;

    PlainTransport(String topic, EventSender sender) {
        this.topic = topic;
        this.sender = sender;
    }

    @Override
    public int partitions() {
        return sender.partitions(topic);
    }

    @Override
    public int partition(String key) {
        return sender.partition(topic, key);
    }

    @Override
    public boolean isReady(int partition, Runnable wake) {
        return true;
    }

    @Override
    public void prepare() {
        sender.prepare(topic);
    }

    @Override
    public Uni<List<@Nullable Throwable>> send(int partition, List<ProducerRecord<byte[], byte[]>> records) {
        return Uni.createFrom().emitter(emitter -> {
            List<@Nullable Throwable> results = new ArrayList<>(Collections.nCopies(records.size(), null));
            AtomicInteger open = new AtomicInteger(records.size());
            for (int i = 0; i < records.size(); i++) {
                int position = i;
                sender.send(records.get(i))
                        .subscribe()
                        .with(done -> settle(open, () -> emitter.complete(results)), failure -> {
                            results.set(position, failure);
                            settle(open, () -> emitter.complete(results));
                        });
            }
        });
    }

    private static void settle(AtomicInteger open, Runnable last) {
        if (open.decrementAndGet() == 0) {
            last.run();
        }
    }

    @Override
    public boolean failsTogether() {
        return false;
    }

    @Override
    public void close() {
        // the sender is the service's
    }
}
