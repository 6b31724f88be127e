package io.atrium.identity.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.fairness.Share;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Share FLOOD = new Share("flood", "");
    private static final Share OTHER = new Share("other", "");

    private final Places places = new Places("test", 4, 2, new SimpleMeterRegistry());
    private final List<String> ended = new ArrayList<>();

    @Test
    void shouldRefuseAGroupBeyondItsPlacesAndAdmitAnother() {
        Cancellable first = begin(FLOOD, Uni.createFrom().nothing());
        begin(FLOOD, Uni.createFrom().nothing());
        begin(FLOOD, Uni.createFrom().nothing());
        begin(OTHER, Uni.createFrom().item("served"));

        assertThat(ended).containsExactly("SERVICE_UNAVAILABLE: Too many requests at once; try again.", "served");
        first.cancel();
        begin(FLOOD, Uni.createFrom().item("served after a client has gone"));
        begin(FLOOD, Uni.createFrom().item("served after the one before"));
        assertThat(ended).hasSize(4).endsWith("served after a client has gone", "served after the one before");
    }

    @Test
    void shouldCancelWorkOfTheLargestGroupForAnother() {
        // Given
        Places all = new Places("all", 4, 4, new SimpleMeterRegistry());
        List<String> cancelled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "work" + i;
            Uni<String> work =
                    Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.add(name));
            begin(all, FLOOD, work);
        }

        // When
        begin(all, OTHER, Uni.createFrom().item("served"));

        // Then
        assertThat(ended).containsExactly("SERVICE_UNAVAILABLE: Too many requests at once; try again.", "served");
        assertThat(cancelled).containsExactly("work3");
    }

    @Test
    void shouldAdmitAnotherGroupWhenEachPlaceIsOfAGroupThatWasServedBefore() {
        // Given
        Places all = new Places("all", 4, 4, new SimpleMeterRegistry());
        for (int i = 0; i < 4; i++) {
            begin(all, new Share("flood" + i, ""), Uni.createFrom().item("flood"));
            begin(all, new Share("flood" + i, ""), Uni.createFrom().nothing());
        }
        ended.clear();

        // When
        begin(all, OTHER, Uni.createFrom().item("served"));

        // Then
        assertThat(ended).containsExactly("SERVICE_UNAVAILABLE: Too many requests at once; try again.", "served");
    }

    @Test
    void shouldCancelWorkWhoseCallerIsGone() {
        // Given
        List<String> cancelled = new ArrayList<>();
        Uni<String> work = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.add("work"));
        Cancellable caller = begin(OTHER, work);

        // When
        caller.cancel();

        // Then
        assertThat(cancelled).containsExactly("work");
    }

    private Cancellable begin(Share share, Uni<String> work) {
        return begin(places, share, work);
    }

    private Cancellable begin(Places places, Share share, Uni<String> work) {
        return places.within(share, () -> work)
                .subscribe()
                .with(ended::add, failure -> ended.add(String.valueOf(failure.getMessage())));
    }
}
