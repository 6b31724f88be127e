package io.atrium.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordStoreTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @EnumSource(Provider.class)
    void shouldStartWithTheSameRecordsForTheSameCredential(Provider provider) {
        List<String> first = ids(new RecordStore(provider, "a", 30, NOW));
        List<String> again = ids(new RecordStore(provider, "a", 30, NOW));
        List<String> other = ids(new RecordStore(provider, "b", 30, NOW));

        assertThat(again).isEqualTo(first).hasSize(30);
        assertThat(other).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldSkipNothingWhenRecordsChangeBetweenPages() {
        RecordStore store = new RecordStore(Provider.USER, "a", 100, NOW);
        store.reset(100, true);
        Set<String> expected = new HashSet<>(ids(store));
        Set<String> met = new HashSet<>();

        String cursor = null;
        do {
            RecordPage page = store.page(7, cursor, Long.MIN_VALUE);
            page.items().forEach(record -> met.add(record.id() + "@" + record.version()));
            cursor = page.nextCursor();
            if (met.size() < 60) {
                StoredRecord changed = page.items().get(0);
                store.replace(changed.id(), changed.fields(), null);
                expected.add(changed.id());
            }
        } while (cursor != null);

        for (StoredRecord record : store.page(200, null, Long.MIN_VALUE).items()) {
            assertThat(met).contains(record.id() + "@" + record.version());
        }
        assertThat(expected).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void shouldMakeTheChangeThatATypeTellsOf(Provider provider) {
        RecordStore store = new RecordStore(provider, "a", 5, NOW);

        for (String type : provider.types()) {
            Change change = store.apply(provider, type);

            assertThat(provider.typeOf(change)).isEqualTo(type);
        }
    }

    @Test
    void shouldListOnlyWhatWasUpdatedSince() {
        RecordStore store = new RecordStore(Provider.PAYMENT, "a", 20, NOW);
        Change change = store.apply(Provider.PAYMENT, "payment.refunded");

        RecordPage page = store.page(50, null, change.record().updatedAt());

        assertThat(page.items())
                .extracting(StoredRecord::id)
                .containsExactly(change.record().id());
        assertThat(page.items().get(0).version()).isEqualTo(2);
    }

    private static List<String> ids(RecordStore store) {
        return store.page(200, null, Long.MIN_VALUE).items().stream()
                .map(StoredRecord::id)
                .toList();
    }
}
