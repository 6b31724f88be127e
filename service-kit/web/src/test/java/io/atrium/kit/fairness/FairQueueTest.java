package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
}
