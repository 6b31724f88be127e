package io.atrium.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.Topics;
import io.atrium.kit.embedded.TopicDefinition;
import io.atrium.kit.embedded.TopicList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicNamesTest {

    private static final Map<String, TopicDefinition> CREATED =
            TopicList.load().topics().stream().collect(Collectors.toMap(TopicDefinition::name, topic -> topic));

    @Test
    void shouldBeCreatedByTheDeployment() {
        Set<String> created = CREATED.keySet().stream()
                .map(name -> name.endsWith(".dlq") ? name.substring(0, name.length() - ".dlq".length()) : name)
                .collect(Collectors.toSet());

        assertThat(CREATED.keySet()).containsAll(Topics.IN_USE);
        created.removeAll(Topics.IN_USE);
        assertThat(created).as("topics that contracts does not name").isSubsetOf(Topics.RESERVED);
    }

    @Test
    void shouldBeCompactedWhereTheyHoldState() {
        Set<String> compacted = CREATED.values().stream()
                .filter(topic ->
                        String.valueOf(topic.settings().get("cleanup.policy")).contains("compact"))
                .map(TopicDefinition::name)
                .collect(Collectors.toSet());

        assertThat(compacted).isEqualTo(Topics.COMPACTED);
    }
}
