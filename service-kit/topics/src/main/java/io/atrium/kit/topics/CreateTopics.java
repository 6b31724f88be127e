package io.atrium.kit.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The one-shot step of a deployment that creates the topics which are missing. Its environment:
 * {@code KAFKA_BOOTSTRAP_SERVERS} [localhost:19092], {@code REPLICATION_FACTOR} [1], {@code MIN_INSYNC_REPLICAS} [1];
 * production wants 3 and 2. {@code KAFKA_WAIT_SECONDS} [180] is how long a broker that is starting is waited for.
 */
public record CreateTopics(String bootstrapServers, short replicationFactor, int minInsyncReplicas, Duration patience) {

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
        return new CreateTopics(
                text(environment, "KAFKA_BOOTSTRAP_SERVERS", "localhost:19092"),
                (short) number(environment, "REPLICATION_FACTOR", "1", Short.MAX_VALUE),
                number(environment, "MIN_INSYNC_REPLICAS", "1", Integer.MAX_VALUE),
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
                .create(bootstrapServers, replicationFactor, patience);
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
