package io.atrium.kit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTableTest {

    private static boolean ask(Limit limit, BucketKey key, long now) {
        return Decision.own(List.of(limit.charge(key)), now).isAdmitted();
    }

    private static BucketKey any() {
        return BucketKey.of(UUID.randomUUID());
    }

    @Test
    void shouldKeepABusyBucketWhateverKeysComeAfterIt() {
        Limit limit = new Limit("address", "caller", 10, Duration.ofMinutes(1), 8);
        BucketKey busy = any();
        IntStream.range(0, 10).forEach(i -> ask(limit, busy, 0));

        for (int i = 0; i < 100_000; i++) {
            ask(limit, any(), 0);
        }

        assertThat(ask(limit, busy, 0)).isFalse();
    }

    @Test
    void shouldGiveANewKeyARoomOfItsOwnInAFullTable() {
        Limit limit = new Limit("address", "caller", 2, Duration.ofMinutes(1), 8);
        for (int i = 0; i < 1_000; i++) {
            ask(limit, any(), 0);
        }

        assertThat(ask(limit, any(), 0)).isTrue();
    }

    @Test
    void shouldPreferThePlaceOfABucketThatHasNothingCounted() {
        Limit limit = new Limit("address", "caller", 2, Duration.ofMinutes(1), 8);
        BucketKey kept = any();
        IntStream.range(0, 7).forEach(i -> ask(limit, any(), 0));
        ask(limit, kept, 70_000);
        ask(limit, kept, 70_000);

        IntStream.range(0, 7).forEach(i -> ask(limit, any(), 70_000));

        assertThat(ask(limit, kept, 70_000)).isFalse();
    }

    @Test
    void shouldCountEveryRequestOfManyThreads() throws InterruptedException {
        Limit limit = new Limit("user", "caller", 1_000, Duration.ofMinutes(1), 64);
        BucketKey key = any();
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(n -> new Thread(() -> IntStream.range(0, 500)
                        .filter(i -> ask(limit, key, i))
                        .forEach(i -> admitted.incrementAndGet())))
                .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(1_000);
    }
}
