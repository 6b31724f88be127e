package io.atrium.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminationTest {

    @Test
    void shouldAskFirst() throws Exception {
        try (Children children = new Children()) {
            Process obedient = children.run("exec sleep 60");

            boolean orderly = Termination.end(List.of(obedient.toHandle()), Duration.ofSeconds(5));

            assertThat(orderly).isTrue();
            assertThat(Liveness.isAlive(obedient.toHandle())).isFalse();
        }
    }

    @Test
    void shouldForceWhatDoesNotListenWithItsDescendants() throws Exception {
        try (Children children = new Children()) {
            Process deaf = children.run("trap '' TERM; sleep 60 & while :; do sleep 1; done");
            await().until(() -> deaf.descendants().findAny().isPresent());
            List<ProcessHandle> family = deaf.descendants().toList();

            boolean orderly = Termination.end(List.of(deaf.toHandle()), Duration.ofMillis(300));

            assertThat(orderly).isFalse();
            assertThat(Liveness.isAlive(deaf.toHandle())).isFalse();
            await().until(() -> family.stream().noneMatch(Liveness::isAlive));
        }
    }
}
