package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxPublisherTest {

    @Test
    void shouldRemoveWhatWasAcknowledged() {
        assertThat(OutboxPublisher.removable(List.of(row(1, "a"), row(2, "b")), List.of(true, true)))
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldKeepWhatFollowsAnUnacknowledgedRowOfTheSameKey() {
        List<OutboxRow> rows = List.of(row(1, "a"), row(2, "b"), row(3, "a"), row(4, "b"));

        assertThat(OutboxPublisher.removable(rows, List.of(false, true, true, true)))
                .containsExactly(2L, 4L);
    }

    private static OutboxRow row(long seq, String key) {
        return new OutboxRow(
                seq, UUID.randomUUID(), "topic", key, "io.atrium.test", null, null, OffsetDateTime.now(), "{}");
    }
}
