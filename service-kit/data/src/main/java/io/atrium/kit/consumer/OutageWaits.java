package io.atrium.kit.consumer;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries the work of a channel again until an outage has ended, and knows what is waited for. Each lane waits for itself. */
final class OutageWaits {

    private static final Logger LOG = Logger.getLogger(OutageWaits.class);

    private final String channel;
    private final Retries retries;
    private final Map<Object, Throwable> outages = new ConcurrentHashMap<>();

    OutageWaits(String channel, Retries retries) {
        this.channel = channel;
        this.retries = retries;
    }

    /** What one of the lanes is waiting to end; null while all of them work. */
    @Nullable
    Throwable outage() {
        return outages.values().stream().findAny().orElse(null);
    }

    Uni<Void> untilDone(Supplier<Uni<Void>> work, Predicate<Throwable> isOutage) {
        Object waiting = new Object();
        return retries.retry(work, isOutage, failure -> waitingFor(waiting, failure))
                .onTermination()
                .invoke(() -> outages.remove(waiting));
    }

    private void waitingFor(Object waiting, Throwable failure) {
        if (outages.isEmpty()) {
            LOG.errorf(
                    failure,
                    "Consumer of %s is paused because of an outage, and tries again until it succeeds",
                    channel);
        } else {
            LOG.debugf("Consumer of %s is still paused because of an outage: %s", channel, failure.toString());
        }
        outages.put(waiting, failure);
    }
}
