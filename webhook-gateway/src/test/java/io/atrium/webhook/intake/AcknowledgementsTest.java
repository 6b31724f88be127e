package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

    private static final int PARTITIONS = 6;

    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    void shouldFindThePartitionThatTheProducerFinds() {
        // Given
        acknowledgements.know(PARTITIONS);

        for (int i = 0; i < 100; i++) {
            byte[] key = ("organization/user/" + i).getBytes(StandardCharsets.UTF_8);

            // When
            int partition = acknowledgements.partition(key);

            // Then
            assertThat(partition).isEqualTo(BuiltInPartitioner.partitionForKey(key, PARTITIONS));
        }
    }

    @Test
    void shouldKeepPartitionsApart() {
        // Given
        acknowledgements.know(PARTITIONS);
        acknowledgements.note(1, true);

        // When
        acknowledgements.note(2, false);

        // Then
        assertThat(acknowledgements.isFailing(1)).isTrue();
        assertThat(acknowledgements.isFailing(2)).isFalse();
        assertThat(acknowledgements.areComplete()).isFalse();
        acknowledgements.note(1, false);
        assertThat(acknowledgements.areComplete()).isTrue();
    }

    @Test
    void shouldRecoverThePartitionsThatAreBack() {
        // Given
        acknowledgements.know(PARTITIONS);
        acknowledgements.note(1, true);
        acknowledgements.note(2, true);

        // When
        acknowledgements.recover(Set.of(2, 3));

        // Then
        assertThat(acknowledgements.isFailing(1)).isFalse();
        assertThat(acknowledgements.isFailing(2)).isTrue();
        assertThat(acknowledgements.isFailing(3)).isFalse();
    }
}
