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

    private Cancellable begin(Share share, Uni<String> work) {
        return places.within(share, () -> work)
                .subscribe()
                .with(ended::add, failure -> ended.add(String.valueOf(failure.getMessage())));
    }
}
