package io.atrium.integration.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.time.ExactTime;
import io.atrium.kit.time.Rfc3339;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordChangeTest {

    private static final UUID ORGANIZATION = UUID.randomUUID();

    @Test
    void shouldKeepNewestOfABatch() {
        List<RecordChange> folded =
                RecordStore.fold(List.of(change(3, "{\"n\":3}"), change(1, "{\"n\":1}"), change(2, "{\"n\":2}")));

        assertThat(folded).extracting(RecordChange::record).containsExactly("{\"n\":3}");
    }

    @Test
    void shouldKeepRecordThatTheNewestVersionDoesNotCarry() {
        List<RecordChange> folded =
                RecordStore.fold(List.of(change(1, "{\"n\":1}"), change(2, RecordChange.NOT_CARRIED)));

        assertThat(folded).extracting(RecordChange::record).containsExactly("{\"n\":1}");
        assertThat(folded).extracting(change -> change.version().counter()).containsExactly(2L);
    }

    private static RecordChange change(long counter, String record) {
        ExactTime time = Rfc3339.exact("2026-03-01T10:00:00Z").orElseThrow();
        return new RecordChange(
                ORGANIZATION,
                RecordKind.USERS,
                "usr_1",
                record,
                new RecordVersion(time, counter, time, 0),
                false,
                RecordChange.Origin.WEBHOOK,
                UUID.randomUUID());
    }
}
