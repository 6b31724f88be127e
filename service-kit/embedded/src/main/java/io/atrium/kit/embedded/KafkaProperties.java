package io.atrium.kit.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of a single broker that is its own controller, made small. */
final class KafkaProperties {

    private KafkaProperties() {}

    /** @param innerPort what the broker connects to itself by, where clients may not do so in plain text */
    static void write(Path file, Path data, int port, int controllerPort, KafkaListener listener, int innerPort) {
        Properties properties = new Properties();
        identity(properties, data, controllerPort);
        if (listener.protocol().equals(KafkaListener.PLAINTEXT)) {
            listeners(properties, KafkaListener.PLAINTEXT, "PLAINTEXT://localhost:" + port, controllerPort);
        } else {
            listeners(
                    properties,
                    "INNER",
                    listener.protocol() + "://localhost:" + port + ",INNER://localhost:" + innerPort,
                    controllerPort);
            properties.setProperty(
                    "listener.security.protocol.map",
                    listener.protocol() + ":" + listener.protocol() + ",INNER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        }
        properties.putAll(listener.broker());
        oneReplica(properties);
        small(properties);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at every start");
        } catch (IOException e) {
            throw new EmbeddedException("Kafka's settings " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void identity(Properties properties, Path data, int controllerPort) {
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("auto.create.topics.enable", "false");
    }

    private static void listeners(Properties properties, String ofBrokers, String listeners, int controllerPort) {
        properties.setProperty("listeners", listeners + ",CONTROLLER://localhost:" + controllerPort);
        properties.setProperty("advertised.listeners", listeners);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("inter.broker.listener.name", ofBrokers);
    }

    private static void oneReplica(Properties properties) {
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    private static void small(Properties properties) {
        properties.setProperty("message.max.bytes", "4194304");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("num.replica.fetchers", "1");
        properties.setProperty("background.threads", "2");
        properties.setProperty("num.recovery.threads.per.data.dir", "1");
        properties.setProperty("log.segment.bytes", "67108864");
        properties.setProperty("log.index.size.max.bytes", "1048576");
        properties.setProperty("log.cleaner.threads", "1");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        properties.setProperty("metadata.log.segment.bytes", "16777216");
        properties.setProperty("metadata.max.retention.bytes", "67108864");
    }
}
