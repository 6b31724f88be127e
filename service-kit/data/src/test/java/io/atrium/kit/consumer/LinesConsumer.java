package io.atrium.kit.consumer;

import io.atrium.kit.event.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** A consumer of lines of text, whose store can be taken away and which fails on some lines. */
@Singleton
public class LinesConsumer implements BatchHandler<String> {
    public final List<String> stored = new CopyOnWriteArrayList<>();
    final Map<String, Supplier<Throwable>> failing = new ConcurrentHashMap<>();
    final Map<String, Integer> tries = new ConcurrentHashMap<>();
    final List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();
    volatile boolean away;

    private final BatchConsumer<String> consumer;

    LinesConsumer(BatchConsumers consumers) {
        consumer = consumers.open("lines-in", this);
    }

    @Incoming("lines-in")
    Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consumer.consume(batch);
    }

    BatchConsumer<String> consumer() {
        return consumer;
    }

    @Override
    public @Nullable String parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        String line = new String(record.value(), StandardCharsets.UTF_8);
        if (line.startsWith("unreadable")) {
            throw new UnreadableEventException("no_line", "Not a line");
        }
        if (line.startsWith("defect")) {
            throw new IllegalStateException("A defect of the parser");
        }
        if (line.startsWith("missing")) {
            throw new NoClassDefFoundError("A class of the parser");
        }
        return line.startsWith("ignored") ? null : line;
    }

    @Override
    public Uni<Void> process(List<String> lines) {
        onEventLoop.add(Vertx.currentContext() != null);
        if (away) {
            return Uni.createFrom().failure(new IOException("The store is away"));
        }
        for (String line : lines) {
            Supplier<Throwable> failure = failing.get(line);
            if (failure != null) {
                if (lines.size() == 1) {
                    tries.merge(line, 1, Integer::sum);
                }
                return Uni.createFrom().failure(failure.get());
            }
        }
        stored.addAll(new ArrayList<>(lines));
        return Uni.createFrom().voidItem();
    }
}
