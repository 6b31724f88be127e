package io.atrium.kit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of Atrium, read from {@code deploy/kafka/topics.conf}. */
public record TopicList(List<TopicDefinition> topics) {

    private static final String RESOURCE = "/deploy/kafka/topics.conf";

    public TopicList {
        topics = List.copyOf(topics);
    }

    public static TopicList load() {
        try (InputStream in = TopicList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new EmbeddedException(RESOURCE + " is missing from the class path.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EmbeddedException(RESOURCE + " cannot be read.", e);
        }
    }

    static TopicList parse(String text) {
        return new TopicList(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(TopicDefinition::parse)
                .toList());
    }

    /** Creates those that are missing; an existing topic is left as it is. */
    public void create(String bootstrapServers, short replicationFactor) {
        List<NewTopic> missing = topics.stream()
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.settings()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(missing).values().forEach(TopicList::await);
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while creating the topic " + topic + ".", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new EmbeddedException("The topic " + topic + " cannot be created: " + e.getMessage(), e);
            }
        }
    }
}
