package io.atrium.kit.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an embedded Kafka broker is to run.
 *
 * @param folder where its data and log are kept between runs; null: a temporary folder, removed at the end
 * @param port the loopback port; 0: a free one
 * @param diesWithParent whether the broker ends when this JVM ends, however it ends
 * @param heapMegabytes the broker's largest heap in MiB
 * @param javaArguments further arguments of the broker's JVM, which win over those that every broker has
 * @param listener what clients connect to
 */
public record KafkaOptions(
        @Nullable Path folder,
        int port,
        boolean diesWithParent,
        int heapMegabytes,
        List<String> javaArguments,
        KafkaListener listener) {

    private static final int DEFAULT_HEAP = 256;

    public KafkaOptions {
        javaArguments = List.copyOf(javaArguments);
    }

    /** Throw-away data on a free port, gone with this JVM. */
    public static KafkaOptions temporary() {
        return new KafkaOptions(null, 0, true, DEFAULT_HEAP, List.of(), KafkaListener.plain());
    }

    /** Data kept in a folder; the broker outlives this JVM unless told otherwise. */
    public static KafkaOptions kept(Path folder, int port) {
        return new KafkaOptions(folder, port, false, DEFAULT_HEAP, List.of(), KafkaListener.plain());
    }

    public KafkaOptions withDiesWithParent(boolean dies) {
        return new KafkaOptions(folder, port, dies, heapMegabytes, javaArguments, listener);
    }

    public KafkaOptions withHeapMegabytes(int megabytes) {
        return new KafkaOptions(folder, port, diesWithParent, megabytes, javaArguments, listener);
    }

    public KafkaOptions withJavaArguments(List<String> arguments) {
        return new KafkaOptions(folder, port, diesWithParent, heapMegabytes, arguments, listener);
    }

    public KafkaOptions withListener(KafkaListener other) {
        return new KafkaOptions(folder, port, diesWithParent, heapMegabytes, javaArguments, other);
    }
}
