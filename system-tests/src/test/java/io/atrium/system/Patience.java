package io.atrium.system;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** How long what happens behind the scenes may take on a small machine. */
final class Patience {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Patience() {}

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsInstanceOf(java.net.ConnectException.class);
    }

    /** The first answer that is not null. */
    static <T> T until(Callable<@Nullable T> answer) {
        return await().until(answer::call, Objects::nonNull);
    }
}
