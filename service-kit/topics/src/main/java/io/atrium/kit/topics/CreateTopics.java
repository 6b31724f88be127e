package io.atrium.kit.topics;

import io.atrium.kit.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one-shot step of a deployment that creates the topics which are missing. Its environment:
 * {@code KAFKA_BOOTSTRAP_SERVERS} [localhost:19092] and the other settings of {@link KafkaSettings},
 * {@code REPLICATION_FACTOR} [1, in production 3], {@code MIN_INSYNC_REPLICAS} [1, in production 2]; {@code ATRIUM_MODE}.
 * {@code KAFKA_WAIT_SECONDS} [180] is how long a broker that is starting is waited for.
 */
public record CreateTopics(KafkaSettings kafka, short replicationFactor, int minInsyncReplicas, Duration patience) {

    private static final int LONGEST_WAIT = 3600;

    public CreateTopics {
        if (replicationFactor < 1) {
            throw new TopicsException("REPLICATION_FACTOR is 1 or more, not " + replicationFactor + ".");
        }
        if (minInsyncReplicas < 1 || minInsyncReplicas > replicationFactor) {
            throw new TopicsException("MIN_INSYNC_REPLICAS is from 1 to REPLICATION_FACTOR, which is "
                    + replicationFactor + ", not " + minInsyncReplicas + ".");
        }
    }

    static CreateTopics of(Map<String, String> environment) {
        boolean production = text(environment, "ATRIUM_MODE", "development").equals("production");
        KafkaSettings kafka = kafka(environment);
        List<String> faults = kafka.faults(production);
        if (!faults.isEmpty()) {
            throw new TopicsException("The topics are not created: " + String.join("; ", faults) + ".");
        }
        return new CreateTopics(
                kafka,
                (short) number(environment, "REPLICATION_FACTOR", production ? "3" : "1", Short.MAX_VALUE),
                number(environment, "MIN_INSYNC_REPLICAS", production ? "2" : "1", Integer.MAX_VALUE),
                Duration.ofSeconds(number(environment, "KAFKA_WAIT_SECONDS", "180", LONGEST_WAIT)));
    }

    /** @return the exit code of the process; what was done is said on standard output, what failed on standard error */
    public static int run(Map<String, String> environment) {
        try {
            TopicList topics = TopicList.load();
            List<String> created = of(environment).create(topics);
            System.out.printf("%d topics, %d of them created%n", topics.topics().size(), created.size());
            return 0;
        } catch (TopicsException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private List<String> create(TopicList topics) {
        return topics.with("min.insync.replicas", Integer.toString(minInsyncReplicas))
                .create(kafka, replicationFactor, patience);
    }

    private static KafkaSettings kafka(Map<String, String> environment) {
        Map<String, String> settings =
                new HashMap<>(KafkaSettings.ofEnvironment(environment).properties());
        settings.putIfAbsent("bootstrap.servers", "localhost:19092");
        return new KafkaSettings(settings);
    }

    private static int number(Map<String, String> environment, String name, String otherwise, int most) {
        String value = text(environment, name, otherwise);
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TopicsException(name + " is a number from 1 to " + most + ", not " + value + ".");
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }
}
