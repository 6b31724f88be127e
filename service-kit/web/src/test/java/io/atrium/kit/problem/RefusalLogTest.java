package io.atrium.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final List<Runnable> endsOfSeconds = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(endsOfSeconds::add, lines::add);

    @Test
    void shouldWriteOneLineASecondForEachKind() {
        IntStream.rangeClosed(1, 199).forEach(n -> log.refused(ErrorCode.SERVICE_UNAVAILABLE, "Full", "full-" + n));
        log.refused(ErrorCode.SERVICE_UNAVAILABLE, "No key", "key-1");
        log.refused(ErrorCode.NOT_READY, "Reading", "ready-1");

        secondsEnd();
        log.refused(ErrorCode.SERVICE_UNAVAILABLE, "Full", "full-200");
        secondsEnd();

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "SERVICE_UNAVAILABLE Full (refused 199 within a second, first request full-1)",
                        "SERVICE_UNAVAILABLE No key (refused 1 within a second, first request key-1)",
                        "NOT_READY Reading (refused 1 within a second, first request ready-1)",
                        "SERVICE_UNAVAILABLE Full (refused 1 within a second, first request full-200)");
    }

    @Test
    void shouldBoundTheKindsOfASecond() {
        IntStream.range(0, 1_000).forEach(n -> log.refused(ErrorCode.SERVICE_UNAVAILABLE, "Detail " + n, "r"));

        secondsEnd();

        assertThat(lines).hasSize(65).contains("SERVICE_UNAVAILABLE (refused 936 within a second, first request r)");
    }

    private void secondsEnd() {
        List<Runnable> due = List.copyOf(endsOfSeconds);
        endsOfSeconds.clear();
        due.forEach(Runnable::run);
    }
}
