package io.atrium.kit.topics;

import io.atrium.kit.kafka.KafkaSettings;
import io.atrium.kit.tls.CertificateFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of Atrium, read from {@code deploy/kafka/topics.conf}. */
public record TopicList(List<TopicDefinition> topics) {

    private static final String RESOURCE = "/deploy/kafka/topics.conf";

    /** Kafka's own standard for one request. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    public TopicList {
        topics = List.copyOf(topics);
    }

    public static TopicList load() {
        try (InputStream in = TopicList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new TopicsException(RESOURCE + " is missing from the class path.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TopicsException(RESOURCE + " cannot be read.", e);
        }
    }

    static TopicList parse(String text) {
        return new TopicList(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(TopicDefinition::parse)
                .toList());
    }

    /** The same topics with one more setting each, where it is not their own. */
    TopicList with(String setting, String value) {
        return new TopicList(
                topics.stream().map(topic -> topic.with(setting, value)).toList());
    }

    /**
     * Creates those that are missing; an existing topic is left as it is.
     *
     * @param kafka where the brokers are and how they are connected to
     * @param patience how long a broker that is starting is waited for
     * @return the names of those that were created
     */
    public List<String> create(KafkaSettings kafka, short replicationFactor, Duration patience) {
        List<NewTopic> wanted = topics.stream()
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.settings()))
                .toList();
        List<String> created = new ArrayList<>();
        // a request may not take longer than all of them
        Map<String, Object> settings = new HashMap<>(kafka.properties());
        settings.put("default.api.timeout.ms", (int) patience.toMillis());
        settings.put("request.timeout.ms", (int) Math.min(LONGEST_REQUEST.toMillis(), patience.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(wanted).values().forEach((topic, done) -> {
                if (isNew(topic, done)) {
                    created.add(topic);
                }
            });
        } catch (KafkaException e) {
            throw new TopicsException(
                    "No broker is to be found at " + settings.get("bootstrap.servers") + ": " + e.getMessage(), e);
        }
        return created;
    }

    private static boolean isNew(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsException("Interrupted while creating the topic " + topic + ".", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new TopicsException(
                    "The topic " + topic + " cannot be created: "
                            + CertificateFault.of(e).orElse(e.getMessage()),
                    e);
        }
    }
}
