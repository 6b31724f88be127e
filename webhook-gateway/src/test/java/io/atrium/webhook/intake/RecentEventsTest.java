package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.id.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldRememberWhatItWasGiven() {
        RecentEvents recent = new RecentEvents(16_384);
        List<UUID> given = ids(0, 10_000);

        given.forEach(id -> recent.add(organization, id));

        assertThat(given).allMatch(recent::contains);
        assertThat(ids(10_000, 10_000)).noneMatch(recent::contains);
    }

    @Test
    void shouldForgetTheOldestAndKeepTheLatest() {
        RecentEvents recent = new RecentEvents(1_600);
        List<UUID> given = ids(0, 20_000);

        given.forEach(id -> recent.add(organization, id));

        assertThat(given.subList(19_000, 20_000)).allMatch(recent::contains);
        assertThat(given.subList(0, 10_000)).noneMatch(recent::contains);
    }

    @Test
    void shouldKeepTheIdsOfOthersBesideAFlood() {
        // Given
        RecentEvents recent = new RecentEvents(16_000);
        UUID quiet = UUID.randomUUID();
        List<UUID> few = ids(0, 100);
        few.forEach(id -> recent.add(quiet, id));

        // When
        ids(1_000, 200_000).forEach(id -> recent.add(organization, id));

        // Then
        assertThat(few).allMatch(recent::contains);
        assertThat(ids(200_500, 500)).allMatch(recent::contains);
    }

    @Test
    void shouldShareItsMemoryAmongThoseWhoFillIt() {
        // Given
        RecentEvents recent = new RecentEvents(16_000);
        ids(0, 50_000).forEach(id -> recent.add(organization, id));
        UUID other = UUID.randomUUID();

        // When
        List<UUID> given = ids(100_000, 7_000);
        given.forEach(id -> recent.add(other, id));

        // Then
        assertThat(given).allMatch(recent::contains);
        assertThat(ids(0, 50_000).stream().filter(recent::contains).count()).isBetween(8_900L, 9_100L);
    }

    private static List<UUID> ids(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> Ids.derived("test", Integer.toString(number)))
                .toList();
    }
}
