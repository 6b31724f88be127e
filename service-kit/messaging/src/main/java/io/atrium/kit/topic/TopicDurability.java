package io.atrium.kit.topic;

import io.atrium.kit.tls.CertificateFault;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * What the platform tells its callers was accepted stands on two brokers or more: in production mode a service ends when
 * one of Atrium's topics has fewer replicas, or allows fewer in-sync replicas, and is not ready before it knows.
 *
 * <p>{@code atrium.topics.min-insync-replicas} ({@code KAFKA_MIN_INSYNC_REPLICAS}) is the number: 2 in production mode,
 * 1 in development, where nothing is asked.
 */
@Readiness
@ApplicationScoped
class TopicDurability implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TopicDurability.class);
    private static final String OURS = "atrium.";
    private static final long PATIENCE_SECONDS = 10;
    /** A fixed interval, no backoff: one request of a process, until the broker answers for the first time. */
    private static final long PAUSE_SECONDS = 2;

    private final KafkaClients clients;
    private final int required;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean sufficient;

    TopicDurability(KafkaClients clients, @ConfigProperty(name = "atrium.topics.min-insync-replicas") int required) {
        this.clients = clients;
        this.required = required;
        this.sufficient = required <= 1;
    }

    void start(@Observes StartupEvent event) {
        if (!sufficient) {
            Thread thread = new Thread(this::decide, "topic-durability");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void decide() {
        try (Admin admin = Admin.create(clients.admin())) {
            boolean told = false;
            do {
                try {
                    Map<String, Integer> found = minimums(admin);
                    replicas(admin, found.keySet())
                            .forEach((topic, replicas) -> found.merge(topic, replicas, Math::min));
                    found.values().removeIf(minimum -> minimum >= required);
                    sufficient = found.isEmpty();
                    if (!sufficient) {
                        LOG.errorf(
                                "Topics with fewer than %d replicas or in-sync replicas: %s. Add replicas and raise"
                                        + " min.insync.replicas, or set KAFKA_MIN_INSYNC_REPLICAS to what is meant.",
                                required, found);
                        Quarkus.asyncExit(1);
                    }
                    return;
                } catch (ExecutionException | TimeoutException | KafkaException e) {
                    LOG.logf(
                            told ? Logger.Level.DEBUG : Logger.Level.WARN,
                            "The topics' in-sync replicas are not known yet: %s",
                            CertificateFault.of(e).orElse(e.getMessage()));
                    told = true;
                }
            } while (!stop.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code min.insync.replicas} of each of Atrium's topics. */
    static Map<String, Integer> minimums(Admin admin)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<ConfigResource> topics = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                .filter(name -> name.startsWith(OURS))
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        if (topics.isEmpty()) {
            throw new KafkaException("there are no topics");
        }
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(topics).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Map<String, Integer> minimums = new TreeMap<>();
        configs.forEach((topic, config) -> minimums.put(
                topic.name(),
                Integer.parseInt(
                        config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value())));
        return minimums;
    }

    /** How many replicas the partition with the fewest has, for each topic. */
    static Map<String, Integer> replicas(Admin admin, Set<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Integer> replicas = new TreeMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                replicas.merge(topic, partition.replicas().size(), Math::min)));
        return replicas;
    }

    @PreDestroy
    void close() {
        stop.countDown();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topic-durability").status(sufficient).build();
    }
}
