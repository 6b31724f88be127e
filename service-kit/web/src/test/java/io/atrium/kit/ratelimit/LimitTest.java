package io.atrium.kit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    private static final long WINDOW = 60_000;
    private static final long SLOT = WINDOW / SlidingWindow.SLOTS;

    private final BucketKey key = BucketKey.of(UUID.randomUUID());

    private static Limit limit(int quota) {
        return new Limit("caller", "caller", quota, Duration.ofMillis(WINDOW), 64);
    }

    private Decision ask(Limit limit, long now) {
        return Decision.own(List.of(limit.charge(key)), now);
    }

    private int admitted(Limit limit, int asked, long now) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += ask(limit, now).isAdmitted() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void shouldAdmitTheQuotaAtOnceAndNoMore() {
        Limit limit = limit(100);

        assertThat(admitted(limit, 150, 1_000)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2_999, 3_000, 30_000, 59_999, 60_000, 60_001})
    void shouldAdmitNothingMoreUntilTheSlotOfTheBurstIsAWindowOld(long later) {
        Limit limit = limit(100);
        long endOfSlot = SLOT - 1;
        admitted(limit, 100, endOfSlot);

        assertThat(admitted(limit, 100, endOfSlot + later)).isEqualTo(later <= WINDOW ? 0 : 100);
    }

    @Test
    void shouldKeepToTheQuotaInEveryWindowWhereverItBegins() {
        Random random = new Random(20260101);
        Limit limit = limit(50);
        List<Long> admitted = new ArrayList<>();
        long now = -1_000_000;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(100);
            if (ask(limit, now).isAdmitted()) {
                admitted.add(now);
            }
        }

        assertThat(admitted).hasSizeGreaterThan(1_000);
        for (int first = 0; first + 50 < admitted.size(); first++) {
            assertThat(admitted.get(first + 50) - admitted.get(first))
                    .as("the time in which 51 were admitted")
                    .isGreaterThanOrEqualTo(WINDOW);
        }
    }

    @Test
    void shouldGiveBackLittleByLittle() {
        Limit limit = limit(20);
        for (int i = 0; i < 20; i++) {
            assertThat(ask(limit, i * SLOT).isAdmitted()).isTrue();
        }

        assertThat(admitted(limit, 20, WINDOW + SLOT)).isEqualTo(1);
        assertThat(admitted(limit, 20, WINDOW + 2 * SLOT)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_500, 2_999})
    void shouldSayWhenThereIsRoomAgain(long offset) {
        Limit limit = limit(3);
        admitted(limit, 3, offset);
        Decision refused = ask(limit, offset + 10_000);

        long wait = refused.retryAfter().toMillis();

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(wait).isBetween(WINDOW - 10_000, WINDOW - 10_000 + SLOT);
        assertThat(ask(limit, offset + 10_000 + wait - 1).isAdmitted()).isFalse();
        assertThat(ask(limit, offset + 10_000 + wait).isAdmitted()).isTrue();
    }

    @Test
    void shouldTellWhatRemains() {
        Limit limit = limit(3);

        assertThat(RateLimitHeaders.states(ask(limit, 0))).isEqualTo("\"caller\";r=2;t=63");
        assertThat(RateLimitHeaders.states(ask(limit, 30_000))).isEqualTo("\"caller\";r=1;t=33");
        assertThat(RateLimitHeaders.policies(ask(limit, 30_000))).isEqualTo("\"caller\";q=3;w=60");
        assertThat(RateLimitHeaders.states(ask(limit, 30_000))).isEqualTo("\"caller\";r=0;t=33");
    }

    @Test
    void shouldTakeNothingFromOtherBucketsWhenOneRefuses() {
        Limit caller = limit(5);
        Limit organization = new Limit("organization", "organization", 3, Duration.ofMinutes(1), 64);
        List<Charge> both = List.of(caller.charge(key), organization.charge(key));
        for (int i = 0; i < 3; i++) {
            Decision.own(both, 0);
        }

        Decision refused = Decision.own(both, 0);

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.problem().detail()).contains("3 requests in 60 s", "organization");
        assertThat(RateLimitHeaders.states(refused)).isEqualTo("\"caller\";r=2;t=63, \"organization\";r=0;t=63");
        assertThat(admitted(caller, 5, 0)).isEqualTo(2);
    }

    @Test
    void shouldNotUseUpTheOrganizationsBucketByRefusedRequests() {
        Limit caller = limit(2);
        Limit organization = new Limit("organization", "organization", 10, Duration.ofMinutes(1), 64);
        for (int i = 0; i < 50; i++) {
            Decision.own(List.of(caller.charge(key), organization.charge(key)), 0);
        }

        assertThat(admitted(organization, 50, 0)).isEqualTo(8);
    }

    @Test
    void shouldCountSeveralAtOnceOrNone() {
        Limit limit = limit(10);

        assertThat(Decision.own(List.of(limit.charge(key, 7)), 0).isAdmitted()).isTrue();
        assertThat(Decision.own(List.of(limit.charge(key, 4)), 0).isAdmitted()).isFalse();
        assertThat(Decision.own(List.of(limit.charge(key, 3)), 0).isAdmitted()).isTrue();
    }

    @Test
    void shouldAdmitWhatIsLargerThanTheQuotaIntoAnEmptyBucket() {
        Limit limit = limit(10);

        assertThat(Decision.own(List.of(limit.charge(key, 1_000)), 0).isAdmitted())
                .isTrue();
        assertThat(ask(limit, 0).isAdmitted()).isFalse();
    }

    @Test
    void shouldNotMindATimeBeforeTheLatest() {
        Limit limit = limit(2);
        ask(limit, 100_000);

        assertThat(ask(limit, 0).isAdmitted()).isTrue();
        assertThat(ask(limit, 0).isAdmitted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1,PT1M,10", "2000000000,PT1M,10", "10,PT0.5S,10", "10,PT25H,10", "10,PT1M,0"})
    void shouldRefuseSettingsOutOfRange(int quota, Duration window, int maxBuckets) {
        assertThatThrownBy(() -> new Limit("login", "login", quota, window, maxBuckets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rate limit login");
    }
}
