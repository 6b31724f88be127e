package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class AcknowledgedTest {

    private final Throwable outage = new NotEnoughReplicasException("two are missing");
    private final Throwable fault = new RecordTooLargeException("5 MB");

    @Test
    void shouldRemoveWhatWasAcknowledged() {
        Acknowledged found = Acknowledged.of(List.of(row(1, "a"), row(2, "b")), Arrays.asList(null, null));

        assertThat(found.removable()).containsExactly(1L, 2L);
        assertThat(found.outage()).isNull();
    }

    @Test
    void shouldKeepWhatFollowsAnUnacknowledgedMessageOfTheSameKey() {
        List<OutboxRow> rows = List.of(row(1, "a"), row(2, "b"), row(3, "a"), row(4, "b"));

        Acknowledged found = Acknowledged.of(rows, Arrays.asList(outage, null, null, null));

        assertThat(found.removable()).containsExactly(2L, 4L);
        assertThat(found.outage()).isSameAs(outage);
        assertThat(found.faults()).isEmpty();
    }

    @Test
    void shouldBlameTheFirstMessageOfAKeyAlone() {
        List<OutboxRow> rows = List.of(row(1, "a"), row(2, "a"), row(3, "b"));

        Acknowledged found = Acknowledged.of(rows, Arrays.asList(fault, fault, null));

        assertThat(found.removable()).containsExactly(3L);
        assertThat(found.outage()).isNull();
        assertThat(found.faults()).containsOnlyKeys(rows.get(0));
    }

    private static OutboxRow row(long seq, String key) {
        return new OutboxRow(
                seq,
                UUID.randomUUID(),
                "topic",
                key,
                "io.atrium.test",
                null,
                null,
                OffsetDateTime.now(),
                null,
                0,
                false,
                2,
                "{}");
    }
}
