package io.atrium.kit.topics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A topic as {@code deploy/kafka/topics.conf} has it.
 *
 * @param partitions how many, at least one
 * @param settings Kafka's topic settings by name
 */
public record TopicDefinition(String name, int partitions, Map<String, String> settings) {

    public TopicDefinition {
        settings = Map.copyOf(settings);
        if (partitions < 1) {
            throw new IllegalArgumentException(name + " needs a partition");
        }
    }

    /** Reads {@code name partitions setting=value setting=value}. */
    static TopicDefinition parse(String line) {
        String[] columns = line.trim().split("\\s+", 3);
        if (columns.length != 3) {
            throw new IllegalArgumentException("not a topic: " + line);
        }
        Map<String, String> settings = Arrays.stream(columns[2].split("\\s+"))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new TopicDefinition(columns[0], Integer.parseInt(columns[1]), settings);
    }

    TopicDefinition with(String setting, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(setting, value);
        return new TopicDefinition(name, partitions, all);
    }
}
