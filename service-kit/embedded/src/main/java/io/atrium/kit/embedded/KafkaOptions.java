package io.atrium.kit.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded Kafka broker is to run.
 *
 * @param folder where its data and log are kept between runs; null: a temporary folder, removed at the end
 * @param port the loopback port; 0: a free one
 * @param diesWithParent whether the broker ends when this JVM ends, however it ends
 * @param heapMegabytes the broker's largest heap in MiB
 */
public record KafkaOptions(@Nullable Path folder, int port, boolean diesWithParent, int heapMegabytes) {

    private static final int DEFAULT_HEAP = 256;

    /** Throw-away data on a free port, gone with this JVM. */
    public static KafkaOptions temporary() {
        return new KafkaOptions(null, 0, true, DEFAULT_HEAP);
    }

    /** Data kept in a folder; the broker outlives this JVM unless told otherwise. */
    public static KafkaOptions kept(Path folder, int port) {
        return new KafkaOptions(folder, port, false, DEFAULT_HEAP);
    }

    public KafkaOptions withDiesWithParent(boolean dies) {
        return new KafkaOptions(folder, port, dies, heapMegabytes);
    }

    public KafkaOptions withHeapMegabytes(int megabytes) {
        return new KafkaOptions(folder, port, diesWithParent, megabytes);
    }
}
