package io.atrium.webhook.intake;

import io.atrium.contracts.Topics;
import io.atrium.kit.topic.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks after an outage which partitions of the webhooks' topic are back, so that the health does not wait for the next
 * delivery to tell: they have a leader and enough replicas in sync. While nothing fails it asks nothing.
 */
@Singleton
final class BrokerWatch {

    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
    /** A fixed interval, no backoff: readiness shall return soon after Kafka does. */
    private static final long PAUSE_SECONDS = 2;

    private static final long PATIENCE_SECONDS = 3;

    private final KafkaClients clients;
    private final WebhookPublisher publisher;
    private final int required;
    private final CountDownLatch stop = new CountDownLatch(1);

    BrokerWatch(
            KafkaClients clients,
            WebhookPublisher publisher,
            @ConfigProperty(name = "atrium.topics.min-insync-replicas") int required) {
        this.clients = clients;
        this.publisher = publisher;
        this.required = required;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::watch, "webhook-broker-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop.countDown();
    }

    private void watch() {
        try {
            while (!stop.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                if (!publisher.isAcknowledged()) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try (Admin admin = Admin.create(clients.admin())) {
            TopicDescription topic = admin.describeTopics(List.of(Topics.WEBHOOKS))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .get(Topics.WEBHOOKS);
            if (topic != null) {
                publisher.noteRecovered(
                        topic.partitions().size(),
                        topic.partitions().stream()
                                .filter(partition -> !isBack(partition))
                                .map(TopicPartitionInfo::partition)
                                .collect(Collectors.toSet()));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf("The broker does not answer yet: %s", e.toString());
        }
    }

    private boolean isBack(TopicPartitionInfo partition) {
        return partition.leader() != null
                && !partition.leader().isEmpty()
                && partition.isr().size() >= required;
    }
}
