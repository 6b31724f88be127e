package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    @Test
    void shouldServeGroupsInTurnAndTheirMembersInTurn() {
        FairQueue<String> queue = new FairQueue<>(100, 100);
        IntStream.range(0, 3).forEach(n -> queue.offer(new Share("a", "ann"), "ann" + n));
        queue.offer(new Share("a", "abe"), "abe0");
        IntStream.range(0, 2).forEach(n -> queue.offer(new Share("b", "bob"), "bob" + n));

        List<String> served = drained(queue);

        assertThat(served).containsExactly("ann0", "bob0", "abe0", "bob1", "ann1", "ann2");
        assertThat(queue.size()).isZero();
    }

    @Test
    void shouldTakeFromWhoeverHasMostWhenFull() {
        FairQueue<String> queue = new FairQueue<>(4, 4);
        IntStream.range(0, 4).forEach(n -> queue.offer(new Share("a", "ann"), "ann" + n));

        List<String> displaced = new ArrayList<>();
        displaced.add(queue.offer(new Share("a", "ann"), "ann4"));
        displaced.add(queue.offer(new Share("a", "abe"), "abe0"));
        displaced.add(queue.offer(new Share("b", "bob"), "bob0"));
        displaced.add(queue.offer(new Share("c", "cid"), "cid0"));
        displaced.add(queue.offer(new Share("c", "cid"), "cid1"));
        displaced.add(queue.offer(new Share("d", "dan"), "dan0"));

        assertThat(displaced).containsExactly("ann4", "ann3", "ann2", "ann1", "cid1", "ann0");
        assertThat(drained(queue)).containsExactly("abe0", "bob0", "cid0", "dan0");
    }

    @Test
    void shouldPassOverGroupsThatAreNotAdmitted() {
        FairQueue<String> queue = new FairQueue<>(100, 100);
        queue.offer(new Share("a", "ann"), "ann0");
        queue.offer(new Share("b", "bob"), "bob0");

        String served = queue.poll(group -> !group.equals("a"));

        assertThat(served).isEqualTo("bob0");
        assertThat(queue.poll(group -> !group.equals("a"))).isNull();
        assertThat(drained(queue)).containsExactly("ann0");
    }

    @Test
    void shouldForgetWhatIsRemoved() {
        FairQueue<String> queue = new FairQueue<>(2, 2);
        queue.offer(new Share("a", "ann"), "ann0");
        queue.offer(new Share("a", "ann"), "ann1");

        boolean removed = queue.remove(new Share("a", "ann"), "ann0");

        assertThat(removed).isTrue();
        assertThat(queue.remove(new Share("a", "ann"), "ann0")).isFalse();
        assertThat(queue.remove(new Share("b", "bob"), "ann1")).isFalse();
        assertThat(drained(queue)).containsExactly("ann1");
    }

    private static List<String> drained(FairQueue<String> queue) {
        List<String> served = new ArrayList<>();
        for (String next = queue.poll(); next != null; next = queue.poll()) {
            served.add(next);
        }
        return served;
    }

    @Test
    void shouldKeepPlacesForOthersWhenAGroupIsFull() {
        FairQueue<String> queue = new FairQueue<>(4, 2);
        Share flood = new Share("a", "ann");

        assertThat(queue.offer(flood, "1")).isNull();
        assertThat(queue.offer(flood, "2")).isNull();
        assertThat(queue.offer(flood, "3")).isEqualTo("3");
        assertThat(queue.offer(new Share("a", "bob"), "4")).isEqualTo("2");

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.offer(new Share("b", "eve"), "5")).isNull();
    }

    @Test
    void shouldServeAnotherGroupWhileAsManyGroupsAsThereArePlacesComeBackAtOnce() {
        // Given
        int places = 100;
        FairQueue<String> queue = new FairQueue<>(places, 90, new SplittableRandom(7));
        List<Share> flood = groups("flood", places);

        // When
        int served = servedToAnother(queue, flood, 10 * places);

        // Then
        assertThat(served).isGreaterThanOrEqualTo(9);
    }

    @Test
    void shouldServeAnotherGroupWhileMoreGroupsThanThereArePlacesComeBackAtOnce() {
        // Given
        int places = 100;
        FairQueue<String> queue = new FairQueue<>(places, 90, new SplittableRandom(7));
        List<Share> flood = groups("flood", 5 * places);

        // When
        int served = servedToAnother(queue, flood, 20 * places);

        // Then
        assertThat(served).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldChooseAmongGroupsThatWereNeverServedByChance() {
        // Given
        FairQueue<String> queue = new FairQueue<>(10, 10, new SplittableRandom(7));
        groups("flood", 10).forEach(share -> queue.offer(share, share.group()));

        // When
        long refused = groups("newcomer", 1_000).stream()
                .filter(share -> share.group().equals(queue.offer(share, share.group())))
                .count();

        // Then
        assertThat(refused).isBetween(50L, 150L);
        assertThat(queue.size()).isEqualTo(10);
    }

    @Test
    void shouldChooseAmongMembersOfAFullGroupByChance() {
        // Given
        FairQueue<String> queue = new FairQueue<>(100, 10, new SplittableRandom(7));
        IntStream.range(0, 10).forEach(n -> queue.offer(new Share("a", "member" + n), "first" + n));

        // When
        long refused = IntStream.range(0, 1_000)
                .mapToObj(n -> "later" + n)
                .filter(item -> item.equals(queue.offer(new Share("a", item), item)))
                .count();

        // Then
        assertThat(refused).isBetween(50L, 150L);
        assertThat(queue.size()).isEqualTo(10);
    }

    private static List<Share> groups(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Share(name + n, "member"))
                .toList();
    }

    /** Everybody who has nothing waiting comes again before each service; the other one comes after all of the flood. */
    private static int servedToAnother(FairQueue<String> queue, List<Share> flood, int services) {
        Share other = new Share("other", "member");
        Set<String> waiting = new HashSet<>();
        int served = 0;
        for (int i = 0; i < services; i++) {
            for (Share share : flood) {
                come(queue, share, waiting);
            }
            come(queue, other, waiting);
            String next = queue.poll();
            waiting.remove(next);
            served += "other".equals(next) ? 1 : 0;
        }
        return served;
    }

    private static void come(FairQueue<String> queue, Share share, Set<String> waiting) {
        if (waiting.add(share.group())) {
            String displaced = queue.offer(share, share.group());
            if (displaced != null) {
                waiting.remove(displaced);
            }
        }
    }
}
