package io.atrium.bench;

import io.atrium.kit.embedded.EmbeddedKafka;
import io.atrium.kit.embedded.KafkaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The broker of a run, with an organization and its source, and with data that are removed afterwards.
 *
 * @param organization whose source {@code user} is published
 */
record Broker(EmbeddedKafka kafka, Path data, UUID organization) implements AutoCloseable {

    static Broker start() throws Exception {
        // The broker of a production runs compiled: the throw-away one of the tests does not.
        Path data = Files.createTempDirectory("atrium-bench-kafka");
        KafkaOptions options =
                KafkaOptions.kept(data, 0).withDiesWithParent(true).withHeapMegabytes(512);
        EmbeddedKafka kafka = EmbeddedKafka.start(options);
        kafka.createTopics();
        return new Broker(kafka, data, Fixture.publish(kafka.bootstrapServers()));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
