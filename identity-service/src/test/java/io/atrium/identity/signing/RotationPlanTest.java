package io.atrium.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.SigningKeyState.Status;
import io.atrium.identity.signing.RotationPlan.Move;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationPlanTest {

    private static final Duration PUBLISHED = Duration.ofHours(1);
    private static final Duration ACTIVE = Duration.ofDays(30);
    private static final Duration RETIRING = Duration.ofHours(24);

    @Test
    void shouldMakeTheFirstKeyActiveAtOnce() {
        RotationPlan plan = plan();

        assertThat(plan).isEqualTo(new RotationPlan(Status.ACTIVE, List.of(), List.of()));
    }

    @Test
    void shouldLeaveAYoungKeyAlone() {
        RotationPlan plan = plan(key(Status.ACTIVE, Duration.ofDays(29)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void shouldPublishTheNextKeyBeforeItIsNeeded() {
        RotationPlan plan = plan(key(Status.ACTIVE, ACTIVE.minus(PUBLISHED)));

        assertThat(plan.create()).isEqualTo(Status.PUBLISHED);
        assertThat(plan.moves()).isEmpty();
    }

    @Test
    void shouldNotSignWithAKeyThatVerifiersMayNotHaveRead() {
        RotationPlan plan =
                plan(key(Status.ACTIVE, ACTIVE.plusDays(1)), key(Status.PUBLISHED, PUBLISHED.minusSeconds(1)));

        assertThat(plan.isEmpty()).isTrue();
    }

    @Test
    void shouldNotSignWithAKeyThatTheBrokerHasNotHadForLongEnough() {
        SigningKeyRow unsent = known(key(Status.PUBLISHED, ACTIVE), null);
        SigningKeyRow lately = known(unsent, PUBLISHED.minusSeconds(1));

        assertThat(plan(key(Status.ACTIVE, ACTIVE.plusDays(1)), unsent).isEmpty())
                .isTrue();
        assertThat(plan(key(Status.ACTIVE, ACTIVE.plusDays(1)), lately).isEmpty())
                .isTrue();
    }

    @Test
    void shouldRetireTheOldKeyBeforeTheNewOneSigns() {
        SigningKeyRow old = key(Status.ACTIVE, ACTIVE);
        SigningKeyRow next = key(Status.PUBLISHED, PUBLISHED);

        RotationPlan plan = plan(old, next);

        assertThat(plan.moves()).containsExactly(new Move(old, Status.RETIRING), new Move(next, Status.ACTIVE));
        assertThat(plan.create()).isNull();
    }

    @Test
    void shouldRemoveARetiredKeyWhenNothingItSignedIsLeft() {
        SigningKeyRow over = key(Status.RETIRING, RETIRING);
        SigningKeyRow stillGood = key(Status.RETIRING, RETIRING.minusSeconds(1));

        RotationPlan plan = plan(key(Status.ACTIVE, Duration.ZERO), over, stillGood);

        assertThat(plan.remove()).containsExactly(over);
    }

    @Test
    void shouldActivateThePublishedKeyWhenTheActiveOneIsGone() {
        SigningKeyRow next = key(Status.PUBLISHED, Duration.ZERO);

        RotationPlan plan = plan(next);

        assertThat(plan.moves()).containsExactly(new Move(next, Status.ACTIVE));
    }

    private static RotationPlan plan(SigningKeyRow... keys) {
        return RotationPlan.of(List.of(keys), PUBLISHED, ACTIVE, RETIRING);
    }

    private static SigningKeyRow key(Status status, Duration age) {
        return new SigningKeyRow(status + "-" + age, status, "{}", "", age, age);
    }

    private static SigningKeyRow known(SigningKeyRow key, @Nullable Duration time) {
        return new SigningKeyRow(key.kid(), key.status(), "{}", "", key.age(), time);
    }
}
