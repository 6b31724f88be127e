package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.id.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    @Test
    void shouldRememberWhatItWasGiven() {
        RecentEvents recent = new RecentEvents(16_384);
        List<UUID> given = ids(0, 10_000);

        given.forEach(recent::add);

        assertThat(given).allMatch(recent::contains);
        assertThat(ids(10_000, 10_000)).noneMatch(recent::contains);
    }

    @Test
    void shouldForgetTheOldestAndKeepTheLatest() {
        RecentEvents recent = new RecentEvents(1_600);
        List<UUID> given = ids(0, 20_000);

        given.forEach(recent::add);

        assertThat(given.subList(19_000, 20_000)).allMatch(recent::contains);
        assertThat(given.subList(0, 10_000)).noneMatch(recent::contains);
    }

    private static List<UUID> ids(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> Ids.derived("test", Integer.toString(number)))
                .toList();
    }
}
