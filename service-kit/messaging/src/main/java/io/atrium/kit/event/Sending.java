package io.atrium.kit.event;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One record on its way; completes on the context it came from. */
final class Sending {
    private static final int RECORD_OVERHEAD = 128;

    private final ProducerRecord<byte[], byte[]> record;
    private final UniEmitter<? super RecordMetadata> emitter;
    private final IntConsumer release;
    private final @Nullable Context context = Vertx.currentContext();
    private final long began = System.nanoTime();
    private final int size;

    /** @param release told the record's size once it is no longer on its way */
    Sending(ProducerRecord<byte[], byte[]> record, UniEmitter<? super RecordMetadata> emitter, IntConsumer release) {
        this.record = record;
        this.emitter = emitter;
        this.release = release;
        this.size = RECORD_OVERHEAD + length(record.key()) + length(record.value());
    }

    int size() {
        return size;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - began > age.toNanos();
    }

    void hand(KafkaProducer<byte[], byte[]> producer) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    release.accept(size);
                    onContext(() -> emitter.complete(metadata));
                } else {
                    fail(failure);
                }
            });
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    void fail(Throwable failure) {
        release.accept(size);
        refuse(failure);
    }

    /** Fails what was never counted as on its way. */
    void refuse(Throwable failure) {
        onContext(() -> emitter.fail(failure));
    }

    private void onContext(Runnable completion) {
        if (context == null) {
            completion.run();
        } else {
            context.runOnContext(ignored -> completion.run());
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
