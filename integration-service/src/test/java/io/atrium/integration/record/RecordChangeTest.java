package io.atrium.integration.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
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
        assertThat(folded).extracting(RecordChange::version).containsExactly(2L);
    }

    private static RecordChange change(long version, String record) {
        return new RecordChange(
                ORGANIZATION,
                RecordKind.USERS,
                "usr_1",
                record,
                OffsetDateTime.parse("2026-03-01T10:00:00Z"),
                version,
                false,
                RecordChange.Origin.WEBHOOK,
                UUID.randomUUID());
    }
}
