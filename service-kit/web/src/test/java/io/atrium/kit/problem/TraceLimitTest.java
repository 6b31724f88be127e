package io.atrium.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceLimitTest {

    private final List<Runnable> endsOfMinutes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final TraceLimit limit = new TraceLimit(endsOfMinutes::add, lines::add);

    @Test
    void shouldAdmitAFewOfEachKindAMinuteAndCountTheRest() {
        long admitted = IntStream.range(0, 100)
                .filter(n -> limit.admits(new IllegalStateException("caller's words " + n)))
                .count();

        assertThat(admitted).isEqualTo(TraceLimit.PER_MINUTE);
        assertThat(limit.admits(new NullPointerException())).isTrue();
        endsOfMinutes.remove(0).run();
        assertThat(lines).singleElement().asString().startsWith("80 more within a minute: java.lang.IllegalState");
        assertThat(limit.admits(new IllegalStateException())).isTrue();
        assertThat(endsOfMinutes).hasSize(1);
    }

    @Test
    void shouldBoundTheKinds() {
        long admitted = IntStream.range(0, 10_000)
                .filter(n -> limit.admits(thrownAt(n)))
                .count();

        assertThat(admitted).isEqualTo(64 + TraceLimit.PER_MINUTE);
    }

    private static Throwable thrownAt(int line) {
        IllegalStateException failure = new IllegalStateException();
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", line + 1)});
        return failure;
    }
}
